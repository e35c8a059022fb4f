package io.github.kvmtck.mutants.slot;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.uapi.Memslots;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.RegionBreach;
import io.github.kvmtck.mutants.seam.RegionMutant;

/** A slot with a guest_memfd is like others. */
public final class BoundSlotIsChanged extends RegionMutant {
  public BoundSlotIsChanged() {
    super(
        Breach.of(
                "SLOT-07",
                "bound-slot-is-changed",
                "A slot that is bound to a guest_memfd may be changed.")
            .seenAs("-1 EINVAL", "0")
            .seenAs("the memory map is unchanged", "growing slot "));
  }

  @Override
  protected RegionBreach regions() {
    return RegionBreach.afterwards((call, result) ->
        call.old().filter(old -> old.flags() == Memslots.KVM_MEM_GUEST_MEMFD).isPresent()
                && result.errno() == Errno.EINVAL
            ? Result.ZERO
            : result);
  }
}
