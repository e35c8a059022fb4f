package io.github.kvmtck.mutants.slot;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.uapi.Memslots;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.RegionBreach;
import io.github.kvmtck.mutants.seam.RegionMutant;

/** A flag that the kernel was built without. */
public final class LoggingIsRefused extends RegionMutant {
  public LoggingIsRefused() {
    super(
        Breach.of("SLOT-06", "logging-is-refused", "A slot cannot be logged.")
            .seenAs("0", "-1 EINVAL"));
  }

  @Override
  protected RegionBreach regions() {
    return call ->
        (call.region().flags() & Memslots.KVM_MEM_LOG_DIRTY_PAGES) != 0
            ? Result.error(Errno.EINVAL)
            : call.proceed();
  }
}
