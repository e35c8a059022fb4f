package io.github.kvmtck.mutants.seam;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.client.MappedRun;
import io.github.kvmtck.api.uapi.VcpuRun;
import java.util.function.Predicate;

/** Finishes an operation as soon as it has left to userspace, with what is in kvm_run by then. */
public record TakesDataAtTheExit(Predicate<MappedRun> exit) implements VcpuBreach {
  @Override
  public Result call(SeamCall call) {
    Result result = call.proceed();
    if (call.is(VcpuRun.KVM_RUN) && !result.failed() && exit.test(call.run())) {
      call.complete();
    }
    return result;
  }
}
