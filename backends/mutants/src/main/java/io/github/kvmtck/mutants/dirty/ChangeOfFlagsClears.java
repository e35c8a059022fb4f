package io.github.kvmtck.mutants.dirty;

import io.github.kvmtck.mutants.Breach;

/** KVM_MR_FLAGS_ONLY always makes a bitmap. */
public final class ChangeOfFlagsClears extends FlagsClear {
  public ChangeOfFlagsClears() {
    super(
        Breach.of(
                "DIRTY-06",
                "change-of-flags-clears",
                "A slot whose other flags change begins with an empty bitmap.")
            .in("mainline+memslot-conversions"));
  }
}
