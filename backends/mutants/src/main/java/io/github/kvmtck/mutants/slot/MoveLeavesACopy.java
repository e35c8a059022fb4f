package io.github.kvmtck.mutants.slot;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.client.MemoryRegion;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.RegionBreach;
import io.github.kvmtck.mutants.seam.RegionMutant;

/** A move that does not zap. */
public final class MoveLeavesACopy extends RegionMutant {
  public MoveLeavesACopy() {
    super(
        Breach.of(
                "SLOT-13", "move-leaves-a-copy", "After a move the memory is at the old place too.")
            .seenAs("KVM_RUN returns 0 for an MMIO read", "KVM_RUN returns 0 for KVM_EXIT_HLT")
            .seenAs("the memory map is unchanged", "a slot over .*EEXIST"));
  }

  @Override
  protected RegionBreach regions() {
    return call -> {
      MemoryRegion old = call.old().orElse(null);
      boolean moves = call.moves();
      Result result = call.proceed();
      if (moves && old != null && !result.failed()) {
        call.proceed(
            new MemoryRegion(SPARE, 0, old.guestPhysAddr(), old.memorySize(), old.userspaceAddr()));
      }
      return result;
    };
  }

  private static final int SPARE = 400;
}
