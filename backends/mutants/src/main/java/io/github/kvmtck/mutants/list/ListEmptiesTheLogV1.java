package io.github.kvmtck.mutants.list;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.CallBreach;
import io.github.kvmtck.mutants.seam.CallMutant;

/** The same in the list as it was sent. */
public final class ListEmptiesTheLogV1 extends CallMutant {
  public ListEmptiesTheLogV1() {
    super(
        Breach.of(
                "LIST-13",
                "list-empties-the-log-v1",
                "As sent: every list empties the dirty log of slots that stay.")
            .in(ListMutant.SENT)
            .seenAs(
                "the dirty log of slot 1 names page 1", "the dirty log of slot 1 names no page"));
  }

  @Override
  protected CallBreach breaking() {
    return DirtyLogBreach.losing();
  }
}
