package io.github.kvmtck.mutants.thr;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.Syscall;
import io.github.kvmtck.api.uapi.VcpuRun;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.SeamCall;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;
import java.util.concurrent.atomic.AtomicBoolean;

/** vcpu->mutex with a limit. */
public final class WaitingCallGivesUp extends VcpuMutant {
  /** Less than a scenario takes to see the guest leave and go on. */
  private static final int LIMIT_MILLIS = 1;

  public WaitingCallGivesUp() {
    super(
        Breach.of(
                "THR-03",
                "waiting-call-gives-up",
                "A second ioctl on a vCPU waits a millisecond for KVM_RUN and fails with EAGAIN.")
            .seenAs("the call of the other task (?:still )?waits", "it (?:does not|no longer)")
            .seenAs("0\\b", "-1 EAGAIN"));
  }

  @Override
  protected VcpuBreach breaking() {
    return new Limited(new AtomicBoolean());
  }

  private record Limited(AtomicBoolean running) implements VcpuBreach {
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
      call.proceed(new Syscall.Poll(0, 0, LIMIT_MILLIS));
      return Result.error(Errno.EAGAIN);
    }
  }
}
