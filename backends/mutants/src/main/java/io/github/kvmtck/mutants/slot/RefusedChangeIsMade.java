package io.github.kvmtck.mutants.slot;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.client.MemoryRegion;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.RegionBreach;
import io.github.kvmtck.mutants.seam.RegionMutant;

/** The slot is changed before the checks. */
public final class RefusedChangeIsMade extends RegionMutant {
  public RefusedChangeIsMade() {
    super(
        Breach.of(
                "SLOT-11",
                "refused-change-is-made",
                "Another userspace_addr or KVM_MEM_READONLY is EINVAL, and the slot has it.")
            .seenAs("the memory map is unchanged", "(?:clearing no page of|setting) slot 1 "));
  }

  @Override
  protected RegionBreach regions() {
    return call -> {
      MemoryRegion old = call.old().orElse(null);
      MemoryRegion asked = call.region();
      Result result = call.proceed();
      if (old != null && result.errno() == Errno.EINVAL && asked.memorySize() == old.memorySize()) {
        call.proceed(old.deleted());
        call.proceed(
            new MemoryRegion(
                old.slot(),
                asked.flags(),
                old.guestPhysAddr(),
                old.memorySize(),
                asked.userspaceAddr()));
      }
      return result;
    };
  }
}
