package io.github.kvmtck.mutants.dirty;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.LogBreach;
import io.github.kvmtck.mutants.seam.LogMutant;

/** Bits counted from one. */
public final class BitsAreOneOff extends LogMutant {
  public BitsAreOneOff() {
    super(
        Breach.of("DIRTY-01", "bits-are-one-off", "Bit n + 1 is set for page n.")
            .seenAs(
                "the dirty log of slot \\d+ names page", "the dirty log of slot \\d+ names page"));
  }

  @Override
  protected LogBreach log() {
    return LogBreach.telling((call, bits) -> {
      for (int page = bits.length() - 1; page >= 0; page--) {
        bits.set(page + 1, bits.get(page));
      }
      bits.clear(0);
    });
  }
}
