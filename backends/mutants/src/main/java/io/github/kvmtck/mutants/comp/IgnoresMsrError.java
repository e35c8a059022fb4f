package io.github.kvmtck.mutants.comp;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.client.MappedRun;
import io.github.kvmtck.api.uapi.VcpuRun;
import io.github.kvmtck.mutants.seam.SeamCall;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import java.util.function.Predicate;

/** Completes an MSR access as if userspace had not refused it. */
record IgnoresMsrError(Predicate<MappedRun> exit) implements VcpuBreach {
  @Override
  public Result call(SeamCall call) {
    if (call.is(VcpuRun.KVM_RUN) && exit.test(call.run())) {
      call.run().set("msr.error", 0);
    }
    return call.proceed();
  }
}
