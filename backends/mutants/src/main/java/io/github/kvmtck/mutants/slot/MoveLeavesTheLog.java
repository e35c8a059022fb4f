package io.github.kvmtck.mutants.slot;

import io.github.kvmtck.api.client.MemoryRegion;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.RegionBreach;
import io.github.kvmtck.mutants.seam.RegionMutant;

/** The new slot is a copy of the old one at another gfn. */
public final class MoveLeavesTheLog extends RegionMutant {
  public MoveLeavesTheLog() {
    super(
        Breach.of(
                "SLOT-13",
                "move-leaves-the-log",
                "A move with other flags succeeds, and the slot keeps its flags.")
            .seenAs("the memory map is unchanged", "clearing no page of slot 1 "));
  }

  @Override
  protected RegionBreach regions() {
    return call -> {
      MemoryRegion old = call.old().orElse(null);
      return call.moves() && old != null
          ? call.proceed(call.region().withFlags(old.flags()))
          : call.proceed();
    };
  }
}
