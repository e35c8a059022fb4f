package io.github.kvmtck.mutants.dirty;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.client.MemoryRegion;
import io.github.kvmtck.api.uapi.Memslots;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.LogBreach;
import io.github.kvmtck.mutants.seam.LogCall;
import io.github.kvmtck.mutants.seam.LogMutant;
import io.github.kvmtck.mutants.seam.RegionCall;
import java.util.BitSet;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The bitmap is only hidden while the flag is off. */
public final class BitmapSurvivesTheFlag extends LogMutant {
  public BitmapSurvivesTheFlag() {
    super(
        Breach.of(
                "DIRTY-06",
                "bitmap-survives-the-flag",
                "Turning the log off keeps the bitmap, which is there again when it is turned on.")
            .seenAs(
                "the dirty log of slot \\d+ names no page",
                "the dirty log of slot \\d+ names page"));
  }

  @Override
  protected LogBreach log() {
    return new LogBreach() {
      private final Map<Integer, BitSet> left = new ConcurrentHashMap<>();

      @Override
      public Result set(RegionCall call) {
        if (!call.deletes() && !logged(call.region())) {
          call.old()
              .filter(BitmapSurvivesTheFlag::logged)
              .ifPresent(old -> left.put(old.slot(), LogCall.read(call.call(), old)));
        }
        return call.proceed();
      }

      @Override
      public Result get(LogCall call) {
        return call.telling(
            bits -> Optional.ofNullable(left.remove(call.slot())).ifPresent(bits::or));
      }
    };
  }

  private static boolean logged(MemoryRegion region) {
    return (region.flags() & Memslots.KVM_MEM_LOG_DIRTY_PAGES) != 0;
  }
}
