package io.github.kvmtck.mutants.ux;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.uapi.VcpuRun;
import io.github.kvmtck.mutants.seam.CallBreach;
import io.github.kvmtck.mutants.seam.SeamCall;
import java.util.concurrent.atomic.AtomicInteger;

/** Calls that ask a vCPU to leave succeed and have no effect, while KVM_RUN is in flight or not. */
final class LosesRequests implements CallBreach {
  private final AtomicInteger running = new AtomicInteger();
  private final boolean inKvmRun;

  /**
   * A breach.
   *
   * @param inKvmRun whether those are lost that come while KVM_RUN is in flight, or the others
   */
  LosesRequests(boolean inKvmRun) {
    this.inKvmRun = inKvmRun;
  }

  @Override
  public Result call(SeamCall call) {
    if (call.is(VcpuRun.KVM_RUN)) {
      running.incrementAndGet();
      try {
        return call.proceed();
      } finally {
        running.decrementAndGet();
      }
    }
    boolean lost = Asking.asks(call) && running.get() > 0 == inKvmRun;
    return lost ? Asking.done(call) : call.proceed();
  }
}
