package io.github.kvmtck.mutants.seam;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.client.Regs;
import io.github.kvmtck.api.uapi.Registers;
import io.github.kvmtck.api.uapi.VcpuRun;
import org.jspecify.annotations.Nullable;

/** KVM_GET_REGS tells the registers of the last exit until the guest runs again. */
public final class OldRegistersAfterCompletion implements VcpuBreach {
  private volatile @Nullable Regs old;
  private volatile boolean completed;

  @Override
  public Result call(SeamCall call) {
    if (call.is(VcpuRun.KVM_RUN)) {
      return run(call);
    }
    Regs told = old;
    Result result = call.proceed();
    if (call.is(Registers.KVM_GET_REGS) && completed && told != null) {
      call.argument(told.struct());
    }
    return result;
  }

  private Result run(SeamCall call) {
    boolean immediate = call.run().immediateExit() != 0;
    Result result = call.proceed();
    completed = immediate;
    if (!immediate) {
      old = result.failed() ? null : call.regs();
    }
    return result;
  }
}
