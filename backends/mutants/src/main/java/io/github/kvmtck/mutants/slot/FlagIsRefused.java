package io.github.kvmtck.mutants.slot;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.RegionBreach;
import io.github.kvmtck.mutants.seam.RegionMutant;

/** A flag that the kernel was built without. */
abstract class FlagIsRefused extends RegionMutant {
  private final int flag;

  FlagIsRefused(Breach breach, int flag) {
    super(breach.seenAs("0", "-1 EINVAL"));
    this.flag = flag;
  }

  @Override
  protected final RegionBreach regions() {
    return call ->
        (call.region().flags() & flag) != 0 ? Result.error(Errno.EINVAL) : call.proceed();
  }
}
