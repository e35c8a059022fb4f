package io.github.kvmtck.mutants.dirty;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.LogBreach;
import io.github.kvmtck.mutants.seam.LogMutant;
import java.util.BitSet;

/** kvm_get_dirty_log_protect without the second half of its name. */
public final class PagesAreNotProtectedAgain extends LogMutant {
  public PagesAreNotProtectedAgain() {
    super(
        Breach.of(
                "DIRTY-01",
                "pages-are-not-protected-again",
                "A page that was returned once is never logged again.")
            .seenAs(
                "the dirty log of slot \\d+ names page",
                "the dirty log of slot \\d+ names no page"));
  }

  @Override
  protected LogBreach log() {
    BitSet returned = new BitSet();
    return LogBreach.telling((call, bits) -> {
      bits.andNot(returned);
      returned.or(bits);
    });
  }
}
