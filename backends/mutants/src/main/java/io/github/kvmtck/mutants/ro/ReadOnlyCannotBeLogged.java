package io.github.kvmtck.mutants.ro;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.uapi.Memslots;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.RegionBreach;
import io.github.kvmtck.mutants.seam.RegionMutant;

/** Flags that look as if they excluded each other. */
public final class ReadOnlyCannotBeLogged extends RegionMutant {
  public ReadOnlyCannotBeLogged() {
    super(
        Breach.of("RO-03", "read-only-cannot-be-logged", "A read-only slot cannot be logged.")
            .seenAs("0", "-1 EINVAL"));
  }

  @Override
  protected RegionBreach regions() {
    return call ->
        (call.region().flags() & BOTH) == BOTH ? Result.error(Errno.EINVAL) : call.proceed();
  }

  private static final int BOTH = Memslots.KVM_MEM_READONLY | Memslots.KVM_MEM_LOG_DIRTY_PAGES;
}
