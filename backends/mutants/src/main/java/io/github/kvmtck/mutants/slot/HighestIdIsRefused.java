package io.github.kvmtck.mutants.slot;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.RegionBreach;
import io.github.kvmtck.mutants.seam.RegionMutant;

/** A limit that is one too low. */
public final class HighestIdIsRefused extends RegionMutant {
  public HighestIdIsRefused() {
    super(
        Breach.of("SLOT-04", "highest-id-is-refused", "The highest slot id is EINVAL.")
            .seenAs("0", "-1 EINVAL"));
  }

  @Override
  protected RegionBreach regions() {
    return call ->
        call.region().slot() == Ids.limit(call) - 1 ? Result.error(Errno.EINVAL) : call.proceed();
  }
}
