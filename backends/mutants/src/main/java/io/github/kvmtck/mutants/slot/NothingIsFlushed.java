package io.github.kvmtck.mutants.slot;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.model.ModelMutant;
import io.github.kvmtck.reference.blueprint.Blueprint;
import io.github.kvmtck.reference.kvm.Parts;

/** kvm_arch_flush_shadow_memslot does nothing. */
public final class NothingIsFlushed extends ModelMutant {
  public NothingIsFlushed() {
    super(
        Breach.of(
                "SLOT-17", "nothing-is-flushed", "vCPUs keep their translations when a slot goes.")
            .seenAsHang());
  }

  @Override
  public Blueprint apply(Blueprint mainline) {
    return mainline.with(Parts.FLUSH, vm -> {});
  }
}
