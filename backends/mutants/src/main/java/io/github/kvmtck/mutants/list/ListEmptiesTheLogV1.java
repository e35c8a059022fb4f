package io.github.kvmtck.mutants.list;

import io.github.kvmtck.mutants.Breach;

/** The same in the list as it was sent. */
public final class ListEmptiesTheLogV1 extends LogIsEmptied {
  public ListEmptiesTheLogV1() {
    super(
        Breach.of(
                "LIST-13",
                "list-empties-the-log-v1",
                "As sent: every list empties the dirty log of slots that stay.")
            .in(ListMutant.SENT));
  }
}
