package io.github.kvmtck.mutants.alt;

import io.github.kvmtck.api.uapi.Memslots;
import io.github.kvmtck.api.uapi.ProposedMemslots;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.CallBreach;
import io.github.kvmtck.mutants.seam.CallMutant;

/** What deleting and creating would do. */
public final class ConversionEmptiesTheLog extends CallMutant {
  public ConversionEmptiesTheLog() {
    super(
        Breach.of(
                "ALT-02",
                "conversion-empties-the-log",
                "Slots that are converted, or whose flags change, get new dirty bitmaps.")
            .in("mainline+memslot-conversions")
            .seenAs("the dirty log of slot . names pages?", "the dirty log of slot . names"));
  }

  @Override
  protected CallBreach breaking() {
    return EmptiesTheLog.before(
        ProposedMemslots.KVM_CONVERT_MEMORY_REGION, Memslots.KVM_SET_USER_MEMORY_REGION);
  }
}
