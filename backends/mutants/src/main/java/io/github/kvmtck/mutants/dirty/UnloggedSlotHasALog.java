package io.github.kvmtck.mutants.dirty;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.LogBreach;
import io.github.kvmtck.mutants.seam.LogCall;
import io.github.kvmtck.mutants.seam.LogMutant;

/** The flag is looked at when a page is written, and not when the log is read. */
public final class UnloggedSlotHasALog extends LogMutant {
  public UnloggedSlotHasALog() {
    super(
        Breach.of(
                "DIRTY-06",
                "unlogged-slot-has-a-log",
                "KVM_GET_DIRTY_LOG of a slot that is no longer logged succeeds.")
            .seenAs("-1 ENOENT", "0"));
  }

  @Override
  protected LogBreach log() {
    return new LogBreach() {
      @Override
      public Result get(LogCall call) {
        Result result = call.proceed();
        return result.errno() == Errno.ENOENT && call.region().isPresent() ? Result.ZERO : result;
      }
    };
  }
}
