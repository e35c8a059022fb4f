package io.github.kvmtck.mutants.slot;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.client.MemoryRegion;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.RegionBreach;
import io.github.kvmtck.mutants.seam.RegionMutant;

/** kvm_check_memslot_overlap before everything else. */
public final class OverlapIsFoundFirst extends RegionMutant {
  public OverlapIsFoundFirst() {
    super(
        Breach.of(
                "SLOT-09",
                "overlap-is-found-first",
                "A slot that overlaps another one is EEXIST, whatever else is wrong.")
            .seenAs("-1 EINVAL", "-1 EEXIST"));
  }

  @Override
  protected RegionBreach regions() {
    return call -> {
      MemoryRegion asked = call.region();
      boolean overlaps =
          call.slots().values().stream()
              .anyMatch(other ->
                  other.slot() != asked.slot() && other.guestPhysAddr() == asked.guestPhysAddr());
      return overlaps && !call.deletes() ? Result.error(Errno.EEXIST) : call.proceed();
    };
  }
}
