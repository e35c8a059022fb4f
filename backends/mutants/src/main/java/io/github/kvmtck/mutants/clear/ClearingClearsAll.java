package io.github.kvmtck.mutants.clear;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.LogBreach;
import io.github.kvmtck.mutants.seam.LogCall;
import io.github.kvmtck.mutants.seam.LogMutant;

/** The mask that userspace gave is not looked at. */
public final class ClearingClearsAll extends LogMutant {
  public ClearingClearsAll() {
    super(
        Breach.of(
                "CLEAR-04",
                "clearing-clears-all",
                "KVM_CLEAR_DIRTY_LOG clears every page of its range.")
            .seenAs(
                "the dirty log of slot \\d+ names page",
                "the dirty log of slot \\d+ names no page"));
  }

  @Override
  protected LogBreach log() {
    return new LogBreach() {
      @Override
      public Result clear(LogCall call) {
        Result result = call.proceed();
        call.clearAll();
        return result;
      }
    };
  }
}
