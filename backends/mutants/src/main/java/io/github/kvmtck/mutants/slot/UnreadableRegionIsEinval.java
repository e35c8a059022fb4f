package io.github.kvmtck.mutants.slot;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.RegionBreach;
import io.github.kvmtck.mutants.seam.RegionMutant;

/** An unreadable structure is one of zeroes. */
public final class UnreadableRegionIsEinval extends RegionMutant {
  public UnreadableRegionIsEinval() {
    super(
        Breach.of(
                "SLOT-15",
                "unreadable-region-is-einval",
                "A structure that is not readable is EINVAL.")
            .seenAs("-1 EFAULT", "-1 EINVAL"));
  }

  @Override
  protected RegionBreach regions() {
    return RegionBreach.telling(Errno.EFAULT, Errno.EINVAL);
  }
}
