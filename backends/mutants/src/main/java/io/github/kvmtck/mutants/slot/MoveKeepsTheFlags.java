package io.github.kvmtck.mutants.slot;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.RegionBreach;
import io.github.kvmtck.mutants.seam.RegionMutant;

/** One change a call. */
public final class MoveKeepsTheFlags extends RegionMutant {
  public MoveKeepsTheFlags() {
    super(
        Breach.of(
                "SLOT-13",
                "move-keeps-the-flags",
                "Moving a slot and changing its flags is EINVAL.")
            .seenAs("0", "-1 EINVAL"));
  }

  @Override
  protected RegionBreach regions() {
    return call ->
        call.moves() && call.old().filter(old -> old.flags() != call.region().flags()).isPresent()
            ? Result.error(Errno.EINVAL)
            : call.proceed();
  }
}
