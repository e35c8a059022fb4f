package io.github.kvmtck.mutants.dirty;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.LogBreach;
import io.github.kvmtck.mutants.seam.LogMutant;
import java.util.BitSet;

/** What a call has returned comes again. */
public final class ReadingDoesNotClear extends LogMutant {
  public ReadingDoesNotClear() {
    super(
        Breach.of(
                "DIRTY-01",
                "reading-does-not-clear",
                "KVM_GET_DIRTY_LOG returns what it has returned before, too.")
            .seenAs(
                "the dirty log of slot \\d+ names (no page|page|pages)",
                "the dirty log of slot \\d+ names "));
  }

  @Override
  protected LogBreach log() {
    BitSet returned = new BitSet();
    return LogBreach.telling((call, bits) -> {
      bits.or(returned);
      returned.or(bits);
    });
  }
}
