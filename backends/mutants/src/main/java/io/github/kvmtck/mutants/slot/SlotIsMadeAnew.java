package io.github.kvmtck.mutants.slot;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.client.MemoryRegion;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.RegionBreach;
import io.github.kvmtck.mutants.seam.RegionMutant;

/** What cannot be changed is deleted and created. */
public final class SlotIsMadeAnew extends RegionMutant {
  public SlotIsMadeAnew() {
    super(
        Breach.of(
                "SLOT-11",
                "slot-is-made-anew",
                "A slot may be resized, rebased and made read-only.")
            .seenAs("-1 EINVAL", "0")
            .seenAs("KVM_RUN returns 0 for KVM_EXIT_HLT", "KVM_RUN returns 0 for an MMIO write"));
  }

  @Override
  protected RegionBreach regions() {
    return call -> {
      MemoryRegion old = call.old().orElse(null);
      Result result = call.proceed();
      if (old == null || call.deletes() || result.errno() != Errno.EINVAL) {
        return result;
      }
      call.proceed(old.deleted());
      return call.proceed();
    };
  }
}
