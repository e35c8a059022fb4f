package io.github.kvmtck.mutants.alt;

import io.github.kvmtck.api.uapi.ProposedMemslots;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.CallBreach;
import io.github.kvmtck.mutants.seam.CallMutant;

/** Every slot gets a new bitmap. */
public final class ReplacementEmptiesTheLog extends CallMutant {
  public ReplacementEmptiesTheLog() {
    super(
        Breach.of(
                "ALT-01",
                "replacement-empties-the-log",
                "A slot that stays loses its dirty bitmap.")
            .in("mainline+set-all-memslots")
            .seenAs(
                "the dirty log of slot 1 names page 1", "the dirty log of slot 1 names no page"));
  }

  @Override
  protected CallBreach breaking() {
    return EmptiesTheLog.before(ProposedMemslots.KVM_SET_ALL_USER_MEMORY_REGIONS);
  }
}
