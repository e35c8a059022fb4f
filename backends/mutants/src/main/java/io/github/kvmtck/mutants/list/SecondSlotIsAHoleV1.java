package io.github.kvmtck.mutants.list;

import io.github.kvmtck.mutants.Breach;

/** The same in the list as it was sent. */
public final class SecondSlotIsAHoleV1 extends OneSlotIsInvalidated {
  public SecondSlotIsAHoleV1() {
    super(
        Breach.of(
                "LIST-07",
                "second-slot-is-a-hole-v1",
                "As sent: where several slots go only the first is invalid meanwhile.")
            .in(SENT));
  }
}
