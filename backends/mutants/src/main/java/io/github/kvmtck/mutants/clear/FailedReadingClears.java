package io.github.kvmtck.mutants.clear;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.LogBreach;
import io.github.kvmtck.mutants.seam.LogCall;
import io.github.kvmtck.mutants.seam.LogMutant;

/** The bits are taken before they are copied. */
public final class FailedReadingClears extends LogMutant {
  public FailedReadingClears() {
    super(
        Breach.of(
                "CLEAR-01",
                "failed-reading-clears",
                "KVM_GET_DIRTY_LOG that fails with EFAULT clears what it could not return, with"
                    + " manual protection too.")
            .seenAs(
                "the dirty log of slot \\d+ names page 1",
                "the dirty log of slot \\d+ names no page"));
  }

  @Override
  protected LogBreach log() {
    return new LogBreach() {
      @Override
      public Result get(LogCall call) {
        Result result = call.proceed();
        if (result.errno() == Errno.EFAULT) {
          call.clearAll();
        }
        return result;
      }
    };
  }
}
