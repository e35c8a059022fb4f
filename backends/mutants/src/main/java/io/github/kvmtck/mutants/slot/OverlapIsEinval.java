package io.github.kvmtck.mutants.slot;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.RegionBreach;
import io.github.kvmtck.mutants.seam.RegionMutant;

/** A kernel that tells overlaps from other bad arguments no more. */
public final class OverlapIsEinval extends RegionMutant {
  public OverlapIsEinval() {
    super(
        Breach.of("SLOT-09", "overlap-is-einval", "A slot that overlaps another one is EINVAL.")
            .seenAs("-1 EEXIST", "-1 EINVAL")
            .seenAs("the memory map is unchanged", "a slot over .*-1 EINVAL and not -1 EEXIST"));
  }

  @Override
  protected RegionBreach regions() {
    return RegionBreach.telling(Errno.EEXIST, Errno.EINVAL);
  }
}
