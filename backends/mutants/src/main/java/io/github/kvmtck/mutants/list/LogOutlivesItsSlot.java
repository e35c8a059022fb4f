package io.github.kvmtck.mutants.list;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.CallBreach;
import io.github.kvmtck.mutants.seam.CallMutant;

/** Too kind: the bits come back with the slot. */
public final class LogOutlivesItsSlot extends CallMutant {
  public LogOutlivesItsSlot() {
    super(
        Breach.of(
                "LIST-13",
                "log-outlives-its-slot",
                "The dirty log of a slot that goes is kept for the next slot of its id.")
            .in(ListMutant.MEANT)
            .seenAs("the dirty log of slot 1 names no page", "the dirty log of slot 1 names page 1")
            .seenAs("-1 ENOENT", "0\\b"));
  }

  @Override
  protected CallBreach breaking() {
    return DirtyLogBreach.keeping();
  }
}
