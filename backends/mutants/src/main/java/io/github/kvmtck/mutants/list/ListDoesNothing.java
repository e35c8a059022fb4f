package io.github.kvmtck.mutants.list;

import io.github.kvmtck.mutants.Breach;

/** The last pass is missing. */
public final class ListDoesNothing extends ListIsIgnored {
  public ListDoesNothing() {
    super(
        Breach.of("LIST-02", "list-does-nothing", "A list returns 0 and changes nothing.")
            .in(MEANT));
  }
}
