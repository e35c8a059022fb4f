package io.github.kvmtck.mutants.thr;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.uapi.VcpuRun;
import io.github.kvmtck.mutants.seam.SeamCall;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import java.util.concurrent.atomic.AtomicBoolean;

/** An ioctl that comes while KVM_RUN is in flight fails with EBUSY. */
final class BusyVcpu implements VcpuBreach {
  private final AtomicBoolean running = new AtomicBoolean();
  private final boolean atOnce;

  /**
   * A breach.
   *
   * @param atOnce whether it fails without waiting
   */
  BusyVcpu(boolean atOnce) {
    this.atOnce = atOnce;
  }

  @Override
  public Result call(SeamCall call) {
    if (call.is(VcpuRun.KVM_RUN) && running.compareAndSet(false, true)) {
      Result result = call.proceed();
      running.set(false);
      return result;
    }
    if (!running.get()) {
      return call.proceed();
    }
    if (!atOnce) {
      call.proceed();
    }
    return Result.error(Errno.EBUSY);
  }
}
