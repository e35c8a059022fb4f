package io.github.kvmtck.mutants.ring;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.Ring;
import io.github.kvmtck.mutants.seam.RingBreach;
import io.github.kvmtck.mutants.seam.RingMutant;
import java.util.List;

/** An entry is published before its flags are. */
public final class DirtyFlagIsMissing extends RingMutant {
  public DirtyFlagIsMissing() {
    super(
        Breach.of("RING-02", "dirty-flag-is-missing", "KVM fills entries and leaves their flags 0.")
            .seenAs("page 3 of slot 1 with flags [13]", "page 3 of slot 1 with flags 0")
            .seenAs("entry 0 has flags 1", "entry 0 has flags 0")
            .seenAs("\\[page [13]", "\\[page [13] of slot 1 with flags 0")
            .seenAs("the dirty ring names ", "the dirty ring names no page")
            .seenAs("1", "0")
            .seenAs("the number", "0"));
  }

  @Override
  protected RingBreach rings() {
    return new RingBreach() {
      @Override
      public void ran(Ring ring, List<Ring> others) {
        ring.replace(1, 0);
      }
    };
  }
}
