package io.github.kvmtck.mutants.slot;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.RegionBreach;
import io.github.kvmtck.mutants.seam.RegionMutant;

/** Overlaps are looked for in the first address space only. */
public final class OtherSpaceMayOverlap extends RegionMutant {
  public OtherSpaceMayOverlap() {
    super(
        Breach.of(
                "SLOT-05",
                "other-space-may-overlap",
                "Slots of the second address space may overlap.")
            .seenAs("-1 EEXIST", "0")
            .seenAs("the memory map is unchanged", "a slot over .* → 0 and not -1 EEXIST"));
  }

  @Override
  protected RegionBreach regions() {
    return RegionBreach.afterwards((call, result) ->
        call.region().slot() >>> 16 != 0 && result.errno() == Errno.EEXIST ? Result.ZERO : result);
  }
}
