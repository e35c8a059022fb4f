package io.github.kvmtck.mutants.list;

import io.github.kvmtck.mutants.Breach;

/** One swap for two entries. */
public final class ListSwapsTooOften extends ListIsMadeInTwo {
  public ListSwapsTooOften() {
    super(
        Breach.of(
                "LIST-11",
                "list-swaps-too-often",
                "The first two entries of a list are seen before the rest of their address space"
                    + " is.")
            .in(MEANT));
  }
}
