package io.github.kvmtck.mutants.slot;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.uapi.Memslots;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.RegionBreach;
import io.github.kvmtck.mutants.seam.RegionMutant;

/** The descriptor is looked up before the slots are. */
public final class MemfdBeforeOverlap extends RegionMutant {
  public MemfdBeforeOverlap() {
    super(
        Breach.of(
                "SLOT-07", "memfd-before-overlap", "A bad guest_memfd is found before an overlap.")
            .seenAs("-1 EEXIST", "-1 EBADF"));
  }

  @Override
  protected RegionBreach regions() {
    return RegionBreach.afterwards((call, result) ->
        call.region().flags() == Memslots.KVM_MEM_GUEST_MEMFD && result.errno() == Errno.EEXIST
            ? Result.error(Errno.EBADF)
            : result);
  }
}
