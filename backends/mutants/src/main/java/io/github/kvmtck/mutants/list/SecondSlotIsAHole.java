package io.github.kvmtck.mutants.list;

import io.github.kvmtck.mutants.Breach;

/** The first pass ends with the first slot that goes. */
public final class SecondSlotIsAHole extends OneSlotIsInvalidated {
  public SecondSlotIsAHole() {
    super(
        Breach.of(
                "LIST-07",
                "second-slot-is-a-hole",
                "Where several slots go only the first is invalid meanwhile.")
            .in(MEANT));
  }
}
