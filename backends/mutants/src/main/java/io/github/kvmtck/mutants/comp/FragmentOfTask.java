package io.github.kvmtck.mutants.comp;

import io.github.kvmtck.api.Kernel;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.client.MappedRun;
import io.github.kvmtck.api.uapi.VcpuRun;
import io.github.kvmtck.mutants.seam.Exits;
import io.github.kvmtck.mutants.seam.SeamCall;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import org.jspecify.annotations.Nullable;

/** The data of a later fragment are only there for the task that got the first one. */
final class FragmentOfTask implements VcpuBreach {
  private volatile Kernel.@Nullable Task owner;

  @Override
  public Result call(SeamCall call) {
    Result result = call.proceed();
    if (!call.is(VcpuRun.KVM_RUN)) {
      return result;
    }
    Kernel.Task first = owner;
    owner = null;
    MappedRun run = call.run();
    if (!result.failed() && Exits.MMIO_WRITE.test(run)) {
      owner = call.by();
      if (first != null && !first.equals(call.by())) {
        run.mmioData(new byte[run.mmio().len()]);
      }
    }
    return result;
  }
}
