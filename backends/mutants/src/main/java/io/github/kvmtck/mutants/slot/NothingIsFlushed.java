package io.github.kvmtck.mutants.slot;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.model.KeepsTranslations;

/** kvm_arch_flush_shadow_memslot does nothing. */
public final class NothingIsFlushed extends KeepsTranslations {
  public NothingIsFlushed() {
    super(
        Breach.of(
                "SLOT-17", "nothing-is-flushed", "vCPUs keep their translations when a slot goes.")
            .seenAsHang());
  }
}
