package io.github.kvmtck.mutants.ring;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.Ring;
import io.github.kvmtck.mutants.seam.RingBreach;
import io.github.kvmtck.mutants.seam.RingMutant;
import java.util.List;

/** The index is raised before the entry is written. */
public final class EntriesLeaveAGap extends RingMutant {
  public EntriesLeaveAGap() {
    super(
        Breach.of(
                "RING-02",
                "entries-leave-a-gap",
                "The first entry of a ring stays empty, and the second write is behind the first"
                    + " free one.")
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
        ring.swap(0, 2);
      }
    };
  }
}
