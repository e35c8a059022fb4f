package io.github.kvmtck.mutants.slot;

import io.github.kvmtck.api.uapi.Memslots;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.RegionBreach;
import io.github.kvmtck.mutants.seam.RegionMutant;

/** check_memory_region_flags that only masks. */
public final class UnknownFlagsAreMasked extends RegionMutant {
  public UnknownFlagsAreMasked() {
    super(
        Breach.of(
                "SLOT-06", "unknown-flags-are-masked", "Flags that KVM does not know are left out.")
            .seenAs("-1 EINVAL", "0"));
  }

  @Override
  protected RegionBreach regions() {
    return call -> call.proceed(call.region().withFlags(call.region().flags() & KNOWN));
  }

  private static final int KNOWN = Memslots.KVM_MEM_LOG_DIRTY_PAGES | Memslots.KVM_MEM_READONLY;
}
