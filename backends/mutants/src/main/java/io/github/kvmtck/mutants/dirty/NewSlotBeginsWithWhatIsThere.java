package io.github.kvmtck.mutants.dirty;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.LogBreach;
import io.github.kvmtck.mutants.seam.LogCall;
import io.github.kvmtck.mutants.seam.LogMutant;
import io.github.kvmtck.mutants.seam.RegionCall;

/** The first bitmap is made from the pages that were mapped when the slot was deleted. */
public final class NewSlotBeginsWithWhatIsThere extends LogMutant {
  public NewSlotBeginsWithWhatIsThere() {
    super(
        Breach.of(
                "DIRTY-05",
                "new-slot-begins-with-what-is-there",
                "A slot that is created again names the pages that its memory has something in.")
            .seenAs(
                "the dirty log of slot \\d+ names no page",
                "the dirty log of slot \\d+ names page"));
  }

  @Override
  protected LogBreach log() {
    return new LogBreach() {
      private volatile boolean deleted;

      @Override
      public Result set(RegionCall call) {
        deleted |= call.deletes() && call.old().isPresent();
        return call.proceed();
      }

      @Override
      public Result get(LogCall call) {
        return call.telling(bits -> {
          if (deleted) {
            bits.or(call.used());
          }
        });
      }
    };
  }
}
