package io.github.kvmtck.mutants.list;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.CallBreach;
import io.github.kvmtck.mutants.seam.CallMutant;

/** The same in the list as it was sent. */
public final class LogOutlivesItsSlotV1 extends CallMutant {
  public LogOutlivesItsSlotV1() {
    super(
        Breach.of(
                "LIST-13",
                "log-outlives-its-slot-v1",
                "As sent: the dirty log of a slot that goes is kept for the next of its id.")
            .in(ListMutant.SENT)
            .seenAs("the dirty log of slot 1 names no page", "the dirty log of slot 1 names page 1")
            .seenAs("-1 ENOENT", "0\\b"));
  }

  @Override
  protected CallBreach breaking() {
    return DirtyLogBreach.keeping();
  }
}
