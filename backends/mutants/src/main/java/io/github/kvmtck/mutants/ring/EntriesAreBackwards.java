package io.github.kvmtck.mutants.ring;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.Ring;
import io.github.kvmtck.mutants.seam.RingBreach;
import io.github.kvmtck.mutants.seam.RingMutant;
import java.util.List;

/** An index that runs down. */
public final class EntriesAreBackwards extends RingMutant {
  public EntriesAreBackwards() {
    super(
        Breach.of("RING-02", "entries-are-backwards", "A ring is filled from its last entry on.")
            .seenAs("\\[page [13]", "\\[page 0")
            .seenAs("entry \\d has flags [01]", "entry \\d has flags [01]")
            .seenAs("page 3 of slot 1 with flags 1", "page [01] of slot [01] with flags [01]")
            .seenAs("the dirty ring names page 3", "the dirty ring names no page"));
  }

  @Override
  protected RingBreach rings() {
    return new RingBreach() {
      @Override
      public void ran(Ring ring, List<Ring> others) {
        ring.swap(0, ring.size() - 1);
      }
    };
  }
}
