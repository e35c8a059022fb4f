package io.github.kvmtck.mutants.dirty;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.uapi.VcpuRun;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.LogBreach;
import io.github.kvmtck.mutants.seam.LogCall;
import io.github.kvmtck.mutants.seam.LogMutant;
import io.github.kvmtck.mutants.seam.SeamCall;

/** Leaving for a signal does not flush what the processor has logged. */
public final class LastWritesAreMissing extends LogMutant {
  public LastWritesAreMissing() {
    super(
        Breach.of(
                "DIRTY-07",
                "last-writes-are-missing",
                "The last page that was written before a signal is not in the log.")
            .seenAs(
                "the dirty log of slot \\d+ names pages 1 and 2|the dirty log of slot \\d+ names"
                    + " pages 1 to 2",
                "the dirty log of slot \\d+ names page 1"));
  }

  @Override
  protected LogBreach log() {
    return new LogBreach() {
      private volatile boolean interrupted;

      @Override
      public Result get(LogCall call) {
        return call.telling(bits -> {
          if (interrupted && !bits.isEmpty()) {
            bits.clear(bits.length() - 1);
          }
        });
      }

      @Override
      public Result other(SeamCall call) {
        Result result = call.proceed();
        interrupted |= call.is(VcpuRun.KVM_RUN) && result.errno() == Errno.EINTR;
        return result;
      }
    };
  }
}
