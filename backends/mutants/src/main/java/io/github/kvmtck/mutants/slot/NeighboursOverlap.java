package io.github.kvmtck.mutants.slot;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.client.MemoryRegion;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.RegionBreach;
import io.github.kvmtck.mutants.seam.RegionMutant;

/** kvm_check_memslot_overlap with a last page for an end. */
public final class NeighboursOverlap extends RegionMutant {
  public NeighboursOverlap() {
    super(
        Breach.of(
                "SLOT-09",
                "neighbours-overlap",
                "A slot that begins where another one ends is EEXIST.")
            .seenAs("0", "-1 EEXIST")
            .seenAs("the memory map is unchanged", "a slot over .*-1 EEXIST and not 0"));
  }

  @Override
  protected RegionBreach regions() {
    return call -> {
      MemoryRegion asked = call.region();
      boolean touches =
          !call.deletes()
              && call.others().stream()
                  .anyMatch(other ->
                      other.guestPhysAddr() + other.memorySize() == asked.guestPhysAddr()
                          || asked.guestPhysAddr() + asked.memorySize() == other.guestPhysAddr());
      return touches ? Result.error(Errno.EEXIST) : call.proceed();
    };
  }
}
