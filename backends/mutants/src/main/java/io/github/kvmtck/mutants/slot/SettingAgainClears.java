package io.github.kvmtck.mutants.slot;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.LogBreach;
import io.github.kvmtck.mutants.seam.LogCall;
import io.github.kvmtck.mutants.seam.LogMutant;
import io.github.kvmtck.mutants.seam.RegionCall;

/** Every call that has the flag gives the slot a new bitmap. */
public final class SettingAgainClears extends LogMutant {
  public SettingAgainClears() {
    super(
        Breach.of(
                "SLOT-12",
                "setting-again-clears",
                "A slot that is set again as it is begins with an empty bitmap.")
            .seenAs(
                "the dirty log of slot \\d+ names page",
                "the dirty log of slot \\d+ names no page"));
  }

  @Override
  protected LogBreach log() {
    return new LogBreach() {
      @Override
      public Result set(RegionCall call) {
        call.old()
            .filter(old -> old.equals(call.region()))
            .ifPresent(same -> LogCall.read(call.call(), same));
        return call.proceed();
      }
    };
  }
}
