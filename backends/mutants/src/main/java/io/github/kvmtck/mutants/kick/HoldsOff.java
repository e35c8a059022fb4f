package io.github.kvmtck.mutants.kick;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.Syscall;
import io.github.kvmtck.api.uapi.Proposed;
import io.github.kvmtck.api.uapi.VcpuRun;
import io.github.kvmtck.mutants.seam.CallBreach;
import io.github.kvmtck.mutants.seam.SeamCall;
import java.util.concurrent.atomic.AtomicBoolean;

/** The ioctl that comes after a kick, or while it waits, fails unless it is KVM_RUN. */
final class HoldsOff implements CallBreach {
  private final AtomicBoolean kicked = new AtomicBoolean();

  @Override
  public Result call(SeamCall call) {
    if (call.is(Proposed.KVM_KICK_ALL_RUNNING_VCPUS)) {
      kicked.set(true);
      return call.proceed();
    }
    boolean held =
        call.syscall() instanceof Syscall.Ioctl
            && !call.is(VcpuRun.KVM_RUN)
            && kicked.getAndSet(false);
    return held ? Result.error(Errno.EINTR) : call.proceed();
  }
}
