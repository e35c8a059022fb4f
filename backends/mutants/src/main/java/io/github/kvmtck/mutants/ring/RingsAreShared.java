package io.github.kvmtck.mutants.ring;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.Ring;
import io.github.kvmtck.mutants.seam.RingBreach;
import io.github.kvmtck.mutants.seam.RingMutant;
import java.util.List;

/** One ring for the whole VM. */
public final class RingsAreShared extends RingMutant {
  public RingsAreShared() {
    super(
        Breach.of("RING-02", "rings-are-shared", "What one vCPU writes is in the rings of all.")
            .seenAs("the dirty ring names no page", "the dirty ring names page 3"));
  }

  @Override
  protected RingBreach rings() {
    return new RingBreach() {
      @Override
      public void ran(Ring ring, List<Ring> others) {
        others.forEach(other -> other.copy(ring, 0));
      }
    };
  }
}
