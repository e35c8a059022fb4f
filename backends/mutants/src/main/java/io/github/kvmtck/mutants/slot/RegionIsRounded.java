package io.github.kvmtck.mutants.slot;

import io.github.kvmtck.api.client.MemoryRegion;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.RegionBreach;
import io.github.kvmtck.mutants.seam.RegionMutant;

/** Whole pages are made of what is asked for. */
public final class RegionIsRounded extends RegionMutant {
  public RegionIsRounded() {
    super(
        Breach.of(
                "SLOT-01",
                "region-is-rounded",
                "A slot that is not page aligned is set with whole pages.")
            .seenAs("-1 EINVAL", "0"));
  }

  @Override
  protected RegionBreach regions() {
    return call -> {
      MemoryRegion asked = call.region();
      return call.proceed(
          new MemoryRegion(
              asked.slot(),
              asked.flags(),
              asked.guestPhysAddr() & -PAGE,
              asked.memorySize() + PAGE - 1 & -PAGE,
              asked.userspaceAddr() & -PAGE));
    };
  }

  private static final long PAGE = 4096;
}
