package io.github.kvmtck.mutants.ring;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.model.ModelMutant;
import io.github.kvmtck.reference.blueprint.Blueprint;
import io.github.kvmtck.reference.kvm.MainlineDirtyLog;
import io.github.kvmtck.reference.kvm.Parts;
import io.github.kvmtck.reference.kvm.Vm;

/** kvm_reset_dirty_gfn is never called. */
public final class ResetProtectsNothing extends ModelMutant {
  public ResetProtectsNothing() {
    super(
        Breach.of(
                "RING-03",
                "reset-protects-nothing",
                "A page that was reset is never in a ring again.")
            .seenAs("the dirty ring names page 1", "the dirty ring names no page"));
  }

  @Override
  public Blueprint apply(Blueprint mainline) {
    return mainline.with(
        Parts.DIRTY_LOG,
        new MainlineDirtyLog() {
          @Override
          public void reset(Vm vm, int slot, long offset) {}
        });
  }
}
