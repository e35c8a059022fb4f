package io.github.kvmtck.mutants.slot;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.client.MemoryRegion;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.RegionBreach;
import io.github.kvmtck.mutants.seam.RegionMutant;

/** Overlaps are looked for in all address spaces. */
public final class AddressSpacesShareAddresses extends RegionMutant {
  public AddressSpacesShareAddresses() {
    super(
        Breach.of(
                "SLOT-05",
                "address-spaces-share-addresses",
                "A slot that overlaps one of another address space is EEXIST.")
            .seenAs("0", "-1 EEXIST"));
  }

  @Override
  protected RegionBreach regions() {
    return call -> {
      MemoryRegion asked = call.region();
      boolean taken =
          call.slots().values().stream()
              .anyMatch(other ->
                  other.slot() >>> 16 != asked.slot() >>> 16
                      && other.guestPhysAddr() == asked.guestPhysAddr());
      return taken && !call.deletes() ? Result.error(Errno.EEXIST) : call.proceed();
    };
  }
}
