package io.github.kvmtck.mutants.dirty;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.uapi.VcpuRun;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.LogBreach;
import io.github.kvmtck.mutants.seam.LogCall;
import io.github.kvmtck.mutants.seam.LogMutant;
import io.github.kvmtck.mutants.seam.SeamCall;
import java.util.concurrent.atomic.AtomicInteger;

/** vmx_flush_pml_buffer only when the vCPU leaves KVM_RUN. */
public final class RunningVcpusAreNotFlushed extends LogMutant {
  public RunningVcpusAreNotFlushed() {
    super(
        Breach.of(
                "DIRTY-08",
                "running-vcpus-are-not-flushed",
                "What a vCPU writes is in the log when it has left KVM_RUN, and not before.")
            .seenAs(
                "the dirty log of slot \\d+ names page 1",
                "the dirty log of slot \\d+ names no page"));
  }

  @Override
  protected LogBreach log() {
    return new LogBreach() {
      private final AtomicInteger running = new AtomicInteger();

      @Override
      public Result get(LogCall call) {
        return call.telling(bits -> {
          if (running.get() != 0) {
            bits.clear();
          }
        });
      }

      @Override
      public Result other(SeamCall call) {
        boolean runs = call.is(VcpuRun.KVM_RUN);
        running.addAndGet(runs ? 1 : 0);
        try {
          return call.proceed();
        } finally {
          running.addAndGet(runs ? -1 : 0);
        }
      }
    };
  }
}
