package io.github.kvmtck.mutants.slot;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.RegionBreach;
import io.github.kvmtck.mutants.seam.RegionMutant;

/** Where slots end is not looked at. */
public final class LimitsAreNotTested extends RegionMutant {
  public LimitsAreNotTested() {
    super(
        Breach.of(
                "SLOT-08",
                "limits-are-not-tested",
                "A slot may wrap, be too large or lie beyond physical memory.")
            .seenAs("-1 EINVAL", "0"));
  }

  @Override
  protected RegionBreach regions() {
    return RegionBreach.afterwards((call, result) ->
        !call.deletes() && call.old().isEmpty() && result.errno() == Errno.EINVAL
            ? call.proceed(call.region().withGuestPhysAddr(ELSEWHERE).withMemorySize(PAGE))
            : result);
  }

  private static final long ELSEWHERE = 0x5000_0000L;
  private static final long PAGE = 4096;
}
