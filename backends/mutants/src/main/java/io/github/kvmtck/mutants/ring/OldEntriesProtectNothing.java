package io.github.kvmtck.mutants.ring;

import io.github.kvmtck.mutants.Breach;

/** Knows which slot an entry was made for. */
public final class OldEntriesProtectNothing extends ResetProtectsNoPage {
  public OldEntriesProtectNothing() {
    super(
        Breach.of(
                "RING-06",
                "old-entries-protect-nothing",
                "A reset of an entry that is older than its slot protects no page.")
            .seenAs("2 entries", "1 entries"));
  }
}
