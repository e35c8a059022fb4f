package io.github.kvmtck.mutants.slot;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.RegionBreach;
import io.github.kvmtck.mutants.seam.RegionMutant;

/** fget is not told from the tests behind it. */
public final class ClosedMemfdIsEinval extends RegionMutant {
  public ClosedMemfdIsEinval() {
    super(
        Breach.of("SLOT-07", "closed-memfd-is-einval", "A guest_memfd that is not open is EINVAL.")
            .seenAs("-1 EBADF", "-1 EINVAL"));
  }

  @Override
  protected RegionBreach regions() {
    return RegionBreach.telling(Errno.EBADF, Errno.EINVAL);
  }
}
