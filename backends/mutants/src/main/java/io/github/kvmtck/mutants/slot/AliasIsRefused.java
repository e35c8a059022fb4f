package io.github.kvmtck.mutants.slot;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.RegionBreach;
import io.github.kvmtck.mutants.seam.RegionMutant;

/** Overlaps are looked for in host memory too. */
public final class AliasIsRefused extends RegionMutant {
  public AliasIsRefused() {
    super(
        Breach.of(
                "SLOT-10", "alias-is-refused", "A second slot over the same host memory is EEXIST.")
            .seenAs("0", "-1 EEXIST"));
  }

  @Override
  protected RegionBreach regions() {
    return call ->
        call.others().stream()
                .anyMatch(other -> other.userspaceAddr() == call.region().userspaceAddr())
            ? Result.error(Errno.EEXIST)
            : call.proceed();
  }
}
