package io.github.kvmtck.mutants.fetch;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.client.MappedRun;
import io.github.kvmtck.api.uapi.ExitReason;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;
import java.util.concurrent.atomic.AtomicBoolean;

/** What userspace leaves in kvm_run is executed: the scenarios fill it with HLT. */
abstract class FetchTakesBytesOfUserspace extends VcpuMutant {
  private static final int HLT = 0xF4F4F4F4;

  FetchTakesBytesOfUserspace(Breach breach) {
    super(breach);
  }

  @Override
  protected final VcpuBreach breaking() {
    AtomicBoolean fetch = new AtomicBoolean();
    return VcpuBreach.onRun(call -> {
      MappedRun run = call.run();
      if (fetch.get() && run.mmio().len() == HLT) {
        fetch.set(false);
        run.exitReason(ExitReason.KVM_EXIT_HLT.number());
        return Result.ZERO;
      }
      Result result = call.proceed();
      fetch.set(!result.failed() && FetchExits.EITHER.test(run));
      return result;
    });
  }
}
