package io.github.kvmtck.mutants.slot;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.uapi.Memslots;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.RegionBreach;
import io.github.kvmtck.mutants.seam.RegionMutant;

/** Flags that exclude each other are taken together. */
public final class BoundSlotMayHaveFlags extends RegionMutant {
  public BoundSlotMayHaveFlags() {
    super(
        Breach.of(
                "SLOT-07",
                "bound-slot-may-have-flags",
                "A slot with a guest_memfd may be logged and read-only.")
            .seenAs("-1 EINVAL", "0"));
  }

  @Override
  protected RegionBreach regions() {
    return RegionBreach.afterwards((call, result) ->
        call.region().flags() > Memslots.KVM_MEM_GUEST_MEMFD
                && call.region().flags() < 2 * Memslots.KVM_MEM_GUEST_MEMFD
                && result.errno() == Errno.EINVAL
            ? FreshMemfd.bind(call)
            : result);
  }
}
