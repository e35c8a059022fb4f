package io.github.kvmtck.mutants.clear;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.LogBreach;
import io.github.kvmtck.mutants.seam.LogMutant;

/** memset in place of bitmap_set. */
public final class TrailingBitsAreSet extends LogMutant {
  public TrailingBitsAreSet() {
    super(
        Breach.of(
                "CLEAR-03",
                "trailing-bits-are-set",
                "A full bitmap has the bits behind the last page set.")
            .seenAs(
                "the dirty log of slot \\d+ names pages 0 to 99",
                "the dirty log of slot \\d+ names pages 0 to 127"));
  }

  @Override
  protected LogBreach log() {
    return LogBreach.telling((call, bits) -> {
      if (!bits.isEmpty() && bits.cardinality() == call.pages()) {
        bits.set(0, (bits.length() + Long.SIZE - 1) / Long.SIZE * Long.SIZE);
      }
    });
  }
}
