package io.github.kvmtck.mutants.ux;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.model.ModelMutant;
import io.github.kvmtck.reference.blueprint.Blueprint;
import io.github.kvmtck.reference.kvm.Parts;
import io.github.kvmtck.reference.variation.ExitRequest;

/** Only vcpu_run takes the request. */
public class RequestOutlivesThePiece extends ModelMutant {
  public RequestOutlivesThePiece() {
    this("request-outlives-the-piece", "mainline+user-exit+exitfd");
  }

  RequestOutlivesThePiece(String name, String profile) {
    super(
        Breach.of(
                "UX-09",
                name,
                "After another piece of the operation the vCPU exits early all the" + " same.")
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
                ExitRequest.TakenByAnExit.class,
                stage -> ((ExitRequest.TakenByAnExit) stage).stage()));
  }
}
