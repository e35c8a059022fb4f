package io.github.kvmtck.mutants.ring;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.Ring;
import io.github.kvmtck.mutants.seam.RingBreach;
import io.github.kvmtck.mutants.seam.RingMutant;
import java.util.List;

/** A deletion cleans up behind itself. */
public final class EntriesGoWithTheirSlot extends RingMutant {
  public EntriesGoWithTheirSlot() {
    super(
        Breach.of(
                "RING-06",
                "entries-go-with-their-slot",
                "Deleting a slot takes its entries out of the rings.")
            .seenAs("the dirty ring names page [13]", "the dirty ring names no page"));
  }

  @Override
  protected RingBreach rings() {
    return new RingBreach() {
      @Override
      public void deleted(List<Ring> rings) {
        rings.forEach(ring -> ring.replace(1, 0));
      }
    };
  }
}
