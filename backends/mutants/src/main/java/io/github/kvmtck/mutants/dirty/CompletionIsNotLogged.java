package io.github.kvmtck.mutants.dirty;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.uapi.VcpuRun;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.Exits;
import io.github.kvmtck.mutants.seam.LogBreach;
import io.github.kvmtck.mutants.seam.LogCall;
import io.github.kvmtck.mutants.seam.LogMutant;
import io.github.kvmtck.mutants.seam.SeamCall;

/** Data that come from userspace are taken for a store by userspace. */
public final class CompletionIsNotLogged extends LogMutant {
  public CompletionIsNotLogged() {
    super(
        Breach.of(
                "DIRTY-04",
                "completion-is-not-logged",
                "What KVM stores when it finishes a port read is not logged.")
            .seenAs(
                "the dirty log of slot \\d+ names page 3",
                "the dirty log of slot \\d+ names no page"));
  }

  @Override
  protected LogBreach log() {
    return new LogBreach() {
      private volatile boolean pending;
      private volatile boolean completed;

      @Override
      public Result get(LogCall call) {
        return call.telling(bits -> {
          if (completed) {
            bits.clear();
          }
        });
      }

      @Override
      public Result other(SeamCall call) {
        Result result = call.proceed();
        if (call.is(VcpuRun.KVM_RUN)) {
          completed |= pending;
          pending = !result.failed() && Exits.PORT_READ.test(call.run());
        }
        return result;
      }
    };
  }
}
