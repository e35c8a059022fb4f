package io.github.kvmtck.mutants.dirty;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.LogBreach;
import io.github.kvmtck.mutants.seam.LogCall;
import io.github.kvmtck.mutants.seam.LogMutant;
import io.github.kvmtck.mutants.seam.RegionCall;
import java.util.BitSet;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A log that belongs to memory and not to the slot. */
public final class BitmapSurvivesDeletion extends LogMutant {
  public BitmapSurvivesDeletion() {
    super(
        Breach.of(
                "DIRTY-05",
                "bitmap-survives-deletion",
                "A slot that is created where one was deleted has the dirty pages of that one.")
            .seenAs(
                "the dirty log of slot \\d+ names no page",
                "the dirty log of slot \\d+ names page"));
  }

  @Override
  protected LogBreach log() {
    return new LogBreach() {
      private final Map<Long, BitSet> left = new ConcurrentHashMap<>();

      @Override
      public Result set(RegionCall call) {
        if (call.deletes()) {
          call.old()
              .ifPresent(old -> left.put(old.guestPhysAddr(), LogCall.read(call.call(), old)));
        }
        return call.proceed();
      }

      @Override
      public Result get(LogCall call) {
        return call.telling(bits ->
            call.region().map(region -> left.remove(region.guestPhysAddr())).ifPresent(bits::or));
      }
    };
  }
}
