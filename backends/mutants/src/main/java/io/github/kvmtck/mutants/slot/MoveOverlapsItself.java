package io.github.kvmtck.mutants.slot;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.RegionBreach;
import io.github.kvmtck.mutants.seam.RegionMutant;

/** kvm_check_memslot_overlap that does not leave out the slot itself. */
public final class MoveOverlapsItself extends RegionMutant {
  public MoveOverlapsItself() {
    super(
        Breach.of(
                "SLOT-09",
                "move-overlaps-itself",
                "A move over the old range of the slot is EEXIST.")
            .seenAs("0", "-1 EEXIST"));
  }

  @Override
  protected RegionBreach regions() {
    return call -> {
      long distance =
          call.old().map(old -> call.region().guestPhysAddr() - old.guestPhysAddr()).orElse(0L);
      return call.moves() && Math.abs(distance) < call.region().memorySize()
          ? Result.error(Errno.EEXIST)
          : call.proceed();
    };
  }
}
