package io.github.kvmtck.mutants.list;

import io.github.kvmtck.mutants.Breach;

/** The same in the list as it was sent. */
public final class LogOutlivesItsSlotV1 extends LogIsKept {
  public LogOutlivesItsSlotV1() {
    super(
        Breach.of(
                "LIST-13",
                "log-outlives-its-slot-v1",
                "As sent: the dirty log of a slot that goes is kept for the next of its id.")
            .in(ListMutant.SENT));
  }
}
