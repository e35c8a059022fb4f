package io.github.kvmtck.mutants.dirty;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.model.ModelMutant;
import io.github.kvmtck.reference.blueprint.Blueprint;
import io.github.kvmtck.reference.kvm.MainlineDirtyLog;
import io.github.kvmtck.reference.kvm.Parts;
import io.github.kvmtck.reference.kvm.Vcpu;
import io.github.kvmtck.reference.kvm.Vm;
import io.github.kvmtck.reference.memslot.Memslot;
import org.jspecify.annotations.Nullable;

/** __kvm_write_guest_page without mark_page_dirty_in_slot. */
public final class KvmsOwnWritesAreNotLogged extends ModelMutant {
  public KvmsOwnWritesAreNotLogged() {
    super(
        Breach.of(
                "DIRTY-04",
                "kvms-own-writes-are-not-logged",
                "What KVM writes into guest memory by itself is not logged.")
            .seenAs(
                "the dirty log of slot \\d+ names page 5",
                "the dirty log of slot \\d+ names no page"));
  }

  @Override
  public Blueprint apply(Blueprint mainline) {
    return mainline.with(Parts.DIRTY_LOG, new GuestOnly());
  }

  private static final class GuestOnly extends MainlineDirtyLog {
    private boolean guest;

    @Override
    public void mapped(Vcpu vcpu, Memslot slot, long gfn) {
      guest = true;
      super.mapped(vcpu, slot, gfn);
      guest = false;
    }

    @Override
    public void written(Vm vm, @Nullable Vcpu running, Memslot slot, long gfn) {
      if (guest) {
        super.written(vm, running, slot, gfn);
      }
    }
  }
}
