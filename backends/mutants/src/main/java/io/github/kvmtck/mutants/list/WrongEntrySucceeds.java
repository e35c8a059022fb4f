package io.github.kvmtck.mutants.list;

import io.github.kvmtck.mutants.Breach;

/** The error of an entry is forgotten. */
public final class WrongEntrySucceeds extends WrongEntryIsIgnored {
  public WrongEntrySucceeds() {
    super(
        Breach.of("LIST-02", "wrong-entry-succeeds", "A list with a wrong entry returns 0.")
            .in(MEANT));
  }
}
