package io.github.kvmtck.mutants.clear;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.LogBreach;
import io.github.kvmtck.mutants.seam.LogMutant;

/** Pages of a full bitmap are never write-protected. */
public final class ClearedPagesAreNotProtected extends LogMutant {
  public ClearedPagesAreNotProtected() {
    super(
        Breach.of(
                "CLEAR-03",
                "cleared-pages-are-not-protected",
                "A page that was cleared is not logged again.")
            .seenAs(
                "the dirty log of slot \\d+ names page",
                "the dirty log of slot \\d+ names (no page|pages 64)"));
  }

  @Override
  protected LogBreach log() {
    return new ForgetsClearedPages();
  }
}
