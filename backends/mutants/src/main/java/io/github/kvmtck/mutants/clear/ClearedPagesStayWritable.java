package io.github.kvmtck.mutants.clear;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.LogBreach;
import io.github.kvmtck.mutants.seam.LogMutant;

/** kvm_clear_dirty_log_protect without the second half of its name. */
public final class ClearedPagesStayWritable extends LogMutant {
  public ClearedPagesStayWritable() {
    super(
        Breach.of(
                "CLEAR-04",
                "cleared-pages-stay-writable",
                "A page that was cleared is never logged again.")
            .seenAs(
                "the dirty log of slot \\d+ names page 1",
                "the dirty log of slot \\d+ names no page")
            .seenAs(
                "the dirty log of slot 1 names pages 2, 67", "the dirty log of slot 1 names page"));
  }

  @Override
  protected LogBreach log() {
    return new ForgetsClearedPages();
  }
}
