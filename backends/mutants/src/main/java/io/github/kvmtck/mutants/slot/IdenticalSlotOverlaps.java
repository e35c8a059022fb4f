package io.github.kvmtck.mutants.slot;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.RegionBreach;
import io.github.kvmtck.mutants.seam.RegionMutant;

/** A slot that is there overlaps itself. */
public final class IdenticalSlotOverlaps extends RegionMutant {
  public IdenticalSlotOverlaps() {
    super(
        Breach.of("SLOT-12", "identical-slot-overlaps", "A slot that is set again is EEXIST.")
            .seenAs("0|-1 EINVAL", "-1 EEXIST"));
  }

  @Override
  protected RegionBreach regions() {
    return call ->
        call.old().filter(call.region()::equals).isPresent()
            ? Result.error(Errno.EEXIST)
            : call.proceed();
  }
}
