package io.github.kvmtck.mutants.list;

import io.github.kvmtck.mutants.Breach;

/** Bitmaps are taken before it is known whether their slots go. */
public final class ListEmptiesTheLog extends LogIsEmptied {
  public ListEmptiesTheLog() {
    super(
        Breach.of(
                "LIST-13",
                "list-empties-the-log",
                "Every list empties the dirty log of slots that stay.")
            .in(ListMutant.MEANT));
  }
}
