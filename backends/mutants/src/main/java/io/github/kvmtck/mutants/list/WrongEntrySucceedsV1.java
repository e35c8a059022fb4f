package io.github.kvmtck.mutants.list;

import io.github.kvmtck.mutants.Breach;

/** The same in the list as it was sent. */
public final class WrongEntrySucceedsV1 extends WrongEntryIsIgnored {
  public WrongEntrySucceedsV1() {
    super(
        Breach.of(
                "LIST-02",
                "wrong-entry-succeeds-v1",
                "As sent: a list with a wrong entry returns 0.")
            .in(SENT));
  }
}
