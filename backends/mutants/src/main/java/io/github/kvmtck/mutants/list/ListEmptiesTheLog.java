package io.github.kvmtck.mutants.list;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.CallBreach;
import io.github.kvmtck.mutants.seam.CallMutant;

/** Bitmaps are taken before it is known whether their slots go. */
public final class ListEmptiesTheLog extends CallMutant {
  public ListEmptiesTheLog() {
    super(
        Breach.of(
                "LIST-13",
                "list-empties-the-log",
                "Every list empties the dirty log of slots that stay.")
            .in(ListMutant.MEANT)
            .seenAs(
                "the dirty log of slot 1 names page 1", "the dirty log of slot 1 names no page"));
  }

  @Override
  protected CallBreach breaking() {
    return DirtyLogBreach.losing();
  }
}
