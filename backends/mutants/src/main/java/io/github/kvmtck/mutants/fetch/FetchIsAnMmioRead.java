package io.github.kvmtck.mutants.fetch;

import io.github.kvmtck.api.client.MappedRun;
import io.github.kvmtck.api.uapi.ExitReason;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** A fetch is emulated as a load of a byte. */
public final class FetchIsAnMmioRead extends VcpuMutant {
  public FetchIsAnMmioRead() {
    super(
        Breach.of(
                "FETCH-01",
                "fetch-is-an-mmio-read",
                "A code fetch from a hole exits with KVM_EXIT_MMIO and one byte to be answered.")
            .seenAs(
                "KVM_RUN returns 0 for KVM_EXIT_INTERNAL_ERROR",
                "KVM_RUN returns 0 for an MMIO read of 1 byte"));
  }

  @Override
  protected VcpuBreach breaking() {
    return FailedFetch.changed(call -> {
      MappedRun run = call.run();
      run.exitReason(ExitReason.KVM_EXIT_MMIO.number());
      run.set("mmio.phys_addr", call.regs().rip());
      run.set("mmio.len", 1);
      run.set("mmio.is_write", 0);
    });
  }
}
