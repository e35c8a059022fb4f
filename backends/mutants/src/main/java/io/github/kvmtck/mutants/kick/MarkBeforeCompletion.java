package io.github.kvmtck.mutants.kick;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.model.ModelMutant;
import io.github.kvmtck.reference.blueprint.Blueprint;
import io.github.kvmtck.reference.kvm.Parts;
import io.github.kvmtck.reference.run.FinishPending;
import io.github.kvmtck.reference.variation.KickRequest;

/** Tests the mark first. */
public final class MarkBeforeCompletion extends ModelMutant {
  public MarkBeforeCompletion() {
    super(
        Breach.of(
                "KICK-04",
                "mark-before-completion",
                "A kicked KVM_RUN does not finish the pending operation.")
            .in("mainline+kick-all-v1")
            .seenAs("AX is 0xAB", "AX is 0\\b")
            .seenAs("KVM_RUN returns 0 for an MMIO read", "KVM_RUN fails with EINTR"));
  }

  @Override
  public Blueprint apply(Blueprint blueprint) {
    return blueprint.change(
        Parts.STAGES, stages -> stages.before(FinishPending.class, new KickRequest.Leave()));
  }
}
