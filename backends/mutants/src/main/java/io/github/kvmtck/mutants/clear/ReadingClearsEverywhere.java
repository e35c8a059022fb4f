package io.github.kvmtck.mutants.clear;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.LogBreach;
import io.github.kvmtck.mutants.seam.LogMutant;

/** kvm_get_dirty_log_protect without its first branch. */
public final class ReadingClearsEverywhere extends LogMutant {
  public ReadingClearsEverywhere() {
    super(
        Breach.of(
                "CLEAR-01",
                "reading-clears-everywhere",
                "KVM_GET_DIRTY_LOG clears what it returns with manual protection too.")
            .seenAs(
                "the dirty log of slot \\d+ names page",
                "the dirty log of slot \\d+ names no page"));
  }

  @Override
  protected LogBreach log() {
    return LogBreach.telling((call, bits) -> call.clear(bits));
  }
}
