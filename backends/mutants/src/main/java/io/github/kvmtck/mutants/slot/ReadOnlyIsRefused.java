package io.github.kvmtck.mutants.slot;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.uapi.Memslots;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.RegionBreach;
import io.github.kvmtck.mutants.seam.RegionMutant;

/** A flag that the kernel was built without. */
public final class ReadOnlyIsRefused extends RegionMutant {
  public ReadOnlyIsRefused() {
    super(
        Breach.of("SLOT-06", "read-only-is-refused", "A slot cannot be read-only.")
            .seenAs("0", "-1 EINVAL"));
  }

  @Override
  protected RegionBreach regions() {
    return call ->
        (call.region().flags() & Memslots.KVM_MEM_READONLY) != 0
            ? Result.error(Errno.EINVAL)
            : call.proceed();
  }
}
