package io.github.kvmtck.mutants.thr;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.client.Regs;
import io.github.kvmtck.api.uapi.Registers;
import io.github.kvmtck.api.uapi.VcpuRun;
import io.github.kvmtck.mutants.seam.SeamCall;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import org.jspecify.annotations.Nullable;

/** KVM_GET_REGS tells what the registers were when the KVM_RUN in flight began. */
final class ReadsWithoutWaiting implements VcpuBreach {
  private volatile @Nullable Regs running;

  @Override
  public Result call(SeamCall call) {
    if (call.is(VcpuRun.KVM_RUN) && running == null) {
      running = call.regs();
      Result result = call.proceed();
      running = null;
      return result;
    }
    Regs told = running;
    if (told == null || !call.is(Registers.KVM_GET_REGS)) {
      return call.proceed();
    }
    call.argument(told.struct());
    return Result.ZERO;
  }
}
