package io.github.kvmtck.mutants.ux;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.Syscall;
import io.github.kvmtck.api.uapi.Proposed;
import io.github.kvmtck.api.uapi.VcpuRun;
import io.github.kvmtck.mutants.seam.CallBreach;
import io.github.kvmtck.mutants.seam.SeamCall;
import java.util.concurrent.atomic.AtomicBoolean;

/** Closing a descriptor takes back that the vCPU was asked to leave. */
final class ForgetsAtClose implements CallBreach {
  private final AtomicBoolean closed = new AtomicBoolean();

  @Override
  public Result call(SeamCall call) {
    if (call.syscall() instanceof Syscall.Close) {
      closed.set(true);
    }
    Result result = call.proceed();
    boolean asked =
        call.is(VcpuRun.KVM_RUN)
            && !result.failed()
            && call.run().exitReason() == Proposed.KVM_EXIT_REQUEST;
    return asked && closed.getAndSet(false) ? call.proceed() : result;
  }
}
