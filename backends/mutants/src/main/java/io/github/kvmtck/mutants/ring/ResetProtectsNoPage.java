package io.github.kvmtck.mutants.ring;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.model.ModelMutant;
import io.github.kvmtck.reference.blueprint.Blueprint;
import io.github.kvmtck.reference.kvm.MainlineDirtyLog;
import io.github.kvmtck.reference.kvm.Parts;
import io.github.kvmtck.reference.kvm.Vm;

/** kvm_reset_dirty_gfn does nothing. */
abstract class ResetProtectsNoPage extends ModelMutant {
  ResetProtectsNoPage(Breach breach) {
    super(breach);
  }

  @Override
  public final Blueprint apply(Blueprint mainline) {
    return mainline.with(
        Parts.DIRTY_LOG,
        new MainlineDirtyLog() {
          @Override
          public void reset(Vm vm, int slot, long offset) {}
        });
  }
}
