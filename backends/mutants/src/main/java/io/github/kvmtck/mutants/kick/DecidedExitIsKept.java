package io.github.kvmtck.mutants.kick;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.model.ModelMutant;
import io.github.kvmtck.reference.blueprint.Blueprint;
import io.github.kvmtck.reference.kvm.Parts;
import io.github.kvmtck.reference.variation.KickAllV1;

/** What the review wanted, in the series as it was sent. */
public final class DecidedExitIsKept extends ModelMutant {
  public DecidedExitIsKept() {
    super(
        Breach.of(
                "KICK-02", "decided-exit-is-kept", "A kick lets an exit that was decided through.")
            .in("mainline+kick-all-v1")
            .seenAs("KVM_RUN fails with EINTR", "KVM_RUN returns 0 for"));
  }

  @Override
  public Blueprint apply(Blueprint blueprint) {
    return blueprint.change(
        Parts.STAGES,
        stages ->
            stages.replace(
                KickAllV1.KickedAfter.class, stage -> ((KickAllV1.KickedAfter) stage).stage()));
  }
}
