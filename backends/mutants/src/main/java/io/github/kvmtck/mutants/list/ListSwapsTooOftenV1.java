package io.github.kvmtck.mutants.list;

import io.github.kvmtck.mutants.Breach;

/** The same in the list as it was sent. */
public final class ListSwapsTooOftenV1 extends ListIsMadeInTwo {
  public ListSwapsTooOftenV1() {
    super(
        Breach.of(
                "LIST-11",
                "list-swaps-too-often-v1",
                "As sent: the first two entries of a list are seen before the rest of their address"
                    + " space is.")
            .in(SENT));
  }
}
