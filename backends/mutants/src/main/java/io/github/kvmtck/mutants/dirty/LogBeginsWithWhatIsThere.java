package io.github.kvmtck.mutants.dirty;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.LogBreach;
import io.github.kvmtck.mutants.seam.LogMutant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The first bitmap is made from the pages that the guest has mapped. */
public final class LogBeginsWithWhatIsThere extends LogMutant {
  public LogBeginsWithWhatIsThere() {
    super(
        Breach.of(
                "DIRTY-06",
                "log-begins-with-what-is-there",
                "A log that is turned on names pages that were written before.")
            .seenAs(
                "the dirty log of slot \\d+ names no page",
                "the dirty log of slot \\d+ names page 2"));
  }

  @Override
  protected LogBreach log() {
    Set<Integer> read = ConcurrentHashMap.newKeySet();
    return LogBreach.telling((call, bits) -> {
      if (read.add(call.slot())) {
        bits.or(call.used());
      }
    });
  }
}
