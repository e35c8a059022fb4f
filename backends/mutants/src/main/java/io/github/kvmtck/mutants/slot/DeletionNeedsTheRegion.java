package io.github.kvmtck.mutants.slot;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.RegionBreach;
import io.github.kvmtck.mutants.seam.RegionMutant;

/** A deletion that finds its slot by all of its fields. */
public final class DeletionNeedsTheRegion extends RegionMutant {
  public DeletionNeedsTheRegion() {
    super(
        Breach.of(
                "SLOT-02",
                "deletion-needs-the-region",
                "A deletion must name the address and the flags of the slot.")
            .seenAs("0", "-1 EINVAL"));
  }

  @Override
  protected RegionBreach regions() {
    return call -> {
      boolean same = call.old().map(old -> old.deleted().equals(call.region())).orElse(true);
      return call.deletes() && !same ? Result.error(Errno.EINVAL) : call.proceed();
    };
  }
}
