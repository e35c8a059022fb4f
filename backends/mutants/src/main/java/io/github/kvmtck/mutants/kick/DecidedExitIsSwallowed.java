package io.github.kvmtck.mutants.kick;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.model.ModelMutant;
import io.github.kvmtck.reference.blueprint.Blueprint;
import io.github.kvmtck.reference.kvm.Parts;
import io.github.kvmtck.reference.run.RunGuest;
import io.github.kvmtck.reference.variation.KickAllV1;

/** The test of vcpu_run as it was sent. */
public final class DecidedExitIsSwallowed extends ModelMutant {
  public DecidedExitIsSwallowed() {
    super(
        Breach.of(
                "KICK-02",
                "decided-exit-is-swallowed",
                "A kick makes EINTR of an exit that was decided.")
            .in("mainline+kick-all")
            .seenAs("KVM_RUN returns 0 for", "KVM_RUN fails with EINTR"));
  }

  @Override
  public Blueprint apply(Blueprint blueprint) {
    return blueprint.change(
        Parts.STAGES, stages -> stages.replace(RunGuest.class, KickAllV1.KickedAfter::new));
  }
}
