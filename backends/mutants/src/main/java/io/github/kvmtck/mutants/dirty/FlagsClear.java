package io.github.kvmtck.mutants.dirty;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.client.MemoryRegion;
import io.github.kvmtck.api.uapi.Memslots;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.LogBreach;
import io.github.kvmtck.mutants.seam.LogCall;
import io.github.kvmtck.mutants.seam.LogMutant;
import io.github.kvmtck.mutants.seam.RegionCall;

/** A call that would change other flags of a logged slot empties its bitmap. */
abstract class FlagsClear extends LogMutant {
  FlagsClear(Breach breach) {
    super(
        breach.seenAs(
            "the dirty log of slot \\d+ names page", "the dirty log of slot \\d+ names no page"));
  }

  @Override
  protected final LogBreach log() {
    return new LogBreach() {
      @Override
      public Result set(RegionCall call) {
        call.old()
            .filter(old -> logged(old) && logged(call.region()))
            .filter(old -> old.flags() != call.region().flags())
            .ifPresent(old -> LogCall.read(call.call(), old));
        return call.proceed();
      }
    };
  }

  private static boolean logged(MemoryRegion region) {
    return (region.flags() & Memslots.KVM_MEM_LOG_DIRTY_PAGES) != 0;
  }
}
