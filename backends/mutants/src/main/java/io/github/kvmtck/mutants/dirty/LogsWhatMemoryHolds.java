package io.github.kvmtck.mutants.dirty;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.LogBreach;
import io.github.kvmtck.mutants.seam.LogMutant;

/** Finds dirty pages by their content. */
public final class LogsWhatMemoryHolds extends LogMutant {
  public LogsWhatMemoryHolds() {
    super(
        Breach.of(
                "DIRTY-04",
                "logs-what-memory-holds",
                "A page counts as written if it holds anything, whoever stored it.")
            .seenAs("the dirty log of slot \\d+ names ", "the dirty log of slot \\d+ names "));
  }

  @Override
  protected LogBreach log() {
    return LogBreach.telling((call, bits) -> bits.or(call.used()));
  }
}
