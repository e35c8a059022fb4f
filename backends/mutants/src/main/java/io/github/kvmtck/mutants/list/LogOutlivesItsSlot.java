package io.github.kvmtck.mutants.list;

import io.github.kvmtck.mutants.Breach;

/** Too kind: the bits come back with the slot. */
public final class LogOutlivesItsSlot extends LogIsKept {
  public LogOutlivesItsSlot() {
    super(
        Breach.of(
                "LIST-13",
                "log-outlives-its-slot",
                "The dirty log of a slot that goes is kept for the next slot of its id.")
            .in(ListMutant.MEANT));
  }
}
