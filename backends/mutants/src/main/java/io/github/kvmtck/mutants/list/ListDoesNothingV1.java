package io.github.kvmtck.mutants.list;

import io.github.kvmtck.mutants.Breach;

/** The same in the list as it was sent. */
public final class ListDoesNothingV1 extends ListIsIgnored {
  public ListDoesNothingV1() {
    super(
        Breach.of(
                "LIST-02", "list-does-nothing-v1", "As sent: a list returns 0 and changes nothing.")
            .in(SENT));
  }
}
