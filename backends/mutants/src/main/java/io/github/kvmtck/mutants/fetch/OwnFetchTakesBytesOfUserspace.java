package io.github.kvmtck.mutants.fetch;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.client.MappedRun;
import io.github.kvmtck.api.uapi.ExitReason;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;
import java.util.concurrent.atomic.AtomicBoolean;

/** What userspace leaves in kvm_run is executed. */
public final class OwnFetchTakesBytesOfUserspace extends VcpuMutant {
  public OwnFetchTakesBytesOfUserspace() {
    super(
        Breach.of(
                "FETCH-21",
                "own-fetch-takes-bytes-of-userspace",
                "The exit reason for a fetch is answered by userspace with the bytes of the"
                    + " instruction.")
            .in("mainline+fetch-exit")
            .seenAs(
                "KVM_RUN returns 0 for (?:a failed fetch at|a 1-byte write of 0x5A)",
                "KVM_RUN returns 0 for KVM_EXIT_HLT"));
  }

  @Override
  protected VcpuBreach breaking() {
    AtomicBoolean fetch = new AtomicBoolean();
    return VcpuBreach.onRun(call -> {
      MappedRun run = call.run();
      if (fetch.get() && run.mmio().len() == 0xF4F4F4F4) {
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
