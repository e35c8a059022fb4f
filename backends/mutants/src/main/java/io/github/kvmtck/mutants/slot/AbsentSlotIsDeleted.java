package io.github.kvmtck.mutants.slot;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.RegionBreach;
import io.github.kvmtck.mutants.seam.RegionMutant;

/** A deletion that is happy if the slot is gone. */
public final class AbsentSlotIsDeleted extends RegionMutant {
  public AbsentSlotIsDeleted() {
    super(
        Breach.of(
                "SLOT-14", "absent-slot-is-deleted", "Deleting a slot that is not there succeeds.")
            .seenAs("-1 EINVAL", "0"));
  }

  @Override
  protected RegionBreach regions() {
    return RegionBreach.afterwards(
        (call, result) -> call.deletes() && result.errno() == Errno.EINVAL ? Result.ZERO : result);
  }
}
