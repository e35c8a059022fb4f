package io.github.kvmtck.mutants.ux;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.model.ModelMutant;
import io.github.kvmtck.reference.blueprint.Blueprint;
import io.github.kvmtck.reference.kvm.Parts;
import io.github.kvmtck.reference.run.ImmediateExit;
import io.github.kvmtck.reference.variation.ExitRequest;

/** Looks at requests before immediate_exit. */
public class RequestBeatsImmediateExit extends ModelMutant {
  public RequestBeatsImmediateExit() {
    this("request-beats-immediate-exit", "mainline+user-exit+exitfd");
  }

  RequestBeatsImmediateExit(String name, String profile) {
    super(
        Breach.of(
                "UX-06",
                name,
                "A KVM_RUN with immediate_exit returns 0 if the vCPU was asked to" + " leave.")
            .in(profile)
            .seenAs("KVM_RUN fails with EINTR", "KVM_RUN returns 0 for KVM_EXIT_REQUEST"));
  }

  @Override
  public Blueprint apply(Blueprint blueprint) {
    return blueprint.change(
        Parts.STAGES, stages -> stages.before(ImmediateExit.class, new ExitRequest.Leave()));
  }
}
