package io.github.kvmtck.mutants.slot;

import io.github.kvmtck.api.uapi.Memslots;
import io.github.kvmtck.mutants.Breach;

/** KVM_MEM_READONLY is not among the valid flags. */
public final class ReadOnlyIsRefused extends FlagIsRefused {
  public ReadOnlyIsRefused() {
    super(
        Breach.of("SLOT-06", "read-only-is-refused", "A slot cannot be read-only."),
        Memslots.KVM_MEM_READONLY);
  }
}
