package io.github.kvmtck.mutants.imm;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.uapi.VcpuRun;
import io.github.kvmtck.mutants.seam.SeamCall;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import java.util.function.IntUnaryOperator;

/** KVM_RUN takes immediate_exit for something else than it is. */
record ReadsImmediateExit(IntUnaryOperator taken) implements VcpuBreach {
  @Override
  public Result call(SeamCall call) {
    if (!call.is(VcpuRun.KVM_RUN)) {
      return call.proceed();
    }
    int value = call.run().immediateExit();
    call.run().immediateExit(taken.applyAsInt(value));
    Result result = call.proceed();
    call.run().immediateExit(value);
    return result;
  }
}
