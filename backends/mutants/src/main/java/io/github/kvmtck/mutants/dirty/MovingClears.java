package io.github.kvmtck.mutants.dirty;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.client.MemoryRegion;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.LogBreach;
import io.github.kvmtck.mutants.seam.LogCall;
import io.github.kvmtck.mutants.seam.LogMutant;
import io.github.kvmtck.mutants.seam.RegionCall;
import java.util.Optional;

/** A move is a deletion and a creation. */
public final class MovingClears extends LogMutant {
  public MovingClears() {
    super(
        Breach.of("DIRTY-06", "moving-clears", "A slot that moves begins with an empty bitmap.")
            .seenAs(
                "the dirty log of slot \\d+ names page",
                "the dirty log of slot \\d+ names no page"));
  }

  @Override
  protected LogBreach log() {
    return new LogBreach() {
      @Override
      public Result set(RegionCall call) {
        var old = call.moves() ? call.old() : Optional.<MemoryRegion>empty();
        Result result = call.proceed();
        old.ifPresent(moved -> LogCall.read(call.call(), moved));
        return result;
      }
    };
  }
}
