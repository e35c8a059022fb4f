package io.github.kvmtck.mutants.slot;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.client.MemoryRegion;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.RegionBreach;
import io.github.kvmtck.mutants.seam.RegionMutant;

/** kvm_set_memslot does not put the old slot back. */
public final class FailedMoveLosesTheSlot extends RegionMutant {
  public FailedMoveLosesTheSlot() {
    super(
        Breach.of("SLOT-16", "failed-move-loses-the-slot", "A move that fails deletes the slot.")
            .seenAs("the memory map is unchanged", "growing slot 1 ")
            .seenAs("KVM_RUN goes on and the guest counts", "KVM_RUN → 0"));
  }

  @Override
  protected RegionBreach regions() {
    return call -> {
      MemoryRegion old = call.old().orElse(null);
      boolean moves = call.moves();
      Result result = call.proceed();
      if (moves && old != null && result.errno() == Errno.EINVAL) {
        call.proceed(old.deleted());
      }
      return result;
    };
  }
}
