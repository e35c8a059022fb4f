package io.github.kvmtck.mutants.slot;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.RegionBreach;
import io.github.kvmtck.mutants.seam.RegionMutant;

/** kvm_arch_prepare_memory_region before kvm_gmem_bind. */
public final class AddressesBeforeMemfd extends RegionMutant {
  public AddressesBeforeMemfd() {
    super(
        Breach.of(
                "SLOT-07",
                "addresses-before-memfd",
                "A slot beyond physical memory is EINVAL before its guest_memfd is looked at.")
            .seenAs("-1 EBADF", "-1 EINVAL"));
  }

  @Override
  protected RegionBreach regions() {
    return RegionBreach.afterwards((call, result) ->
        result.errno() == Errno.EBADF && call.region().guestPhysAddr() >>> PHYSICAL_BITS != 0
            ? Result.error(Errno.EINVAL)
            : result);
  }

  private static final int PHYSICAL_BITS = 52;
}
