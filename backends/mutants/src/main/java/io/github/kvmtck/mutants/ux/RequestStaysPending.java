package io.github.kvmtck.mutants.ux;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.model.ModelMutant;
import io.github.kvmtck.reference.blueprint.Blueprint;
import io.github.kvmtck.reference.kvm.Parts;
import io.github.kvmtck.reference.variation.ExitRequest;

/** The request is as lasting as a signal, also where an exit was decided. */
public class RequestStaysPending extends ModelMutant {
  public RequestStaysPending() {
    this("request-stays-pending", "mainline+user-exit+exitfd");
  }

  RequestStaysPending(String name, String profile) {
    super(
        Breach.of(
                "UX-08",
                name,
                "A vCPU that was asked to leave when it was leaving exits early"
                    + " from the next KVM_RUN.")
            .in(profile)
            .seenAs(
                "KVM_RUN returns 0 for KVM_EXIT_HLT", "KVM_RUN returns 0 for KVM_EXIT_REQUEST"));
  }

  @Override
  public Blueprint apply(Blueprint blueprint) {
    return blueprint.change(
        Parts.STAGES,
        stages ->
            stages.replace(
                ExitRequest.TakenByTheEnd.class,
                stage -> ((ExitRequest.TakenByTheEnd) stage).stage()));
  }
}
