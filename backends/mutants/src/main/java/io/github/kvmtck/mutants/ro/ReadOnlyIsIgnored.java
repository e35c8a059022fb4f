package io.github.kvmtck.mutants.ro;

import io.github.kvmtck.api.uapi.Memslots;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.RegionBreach;
import io.github.kvmtck.mutants.seam.RegionMutant;

/** KVM_MEM_READONLY is not looked at. */
public final class ReadOnlyIsIgnored extends RegionMutant {
  public ReadOnlyIsIgnored() {
    super(
        Breach.of("RO-01", "read-only-is-ignored", "A guest may write to a read-only slot.")
            .seenAs("KVM_RUN returns 0 for an MMIO write", "KVM_RUN returns 0 for KVM_EXIT_HLT"));
  }

  @Override
  protected RegionBreach regions() {
    return call ->
        call.proceed(call.region().withFlags(call.region().flags() & ~Memslots.KVM_MEM_READONLY));
  }
}
