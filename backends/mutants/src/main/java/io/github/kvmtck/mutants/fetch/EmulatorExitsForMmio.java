package io.github.kvmtck.mutants.fetch;

import io.github.kvmtck.api.client.MappedRun;
import io.github.kvmtck.api.uapi.ExitReason;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** The emulator reads the code as it reads data. */
public final class EmulatorExitsForMmio extends VcpuMutant {
  public EmulatorExitsForMmio() {
    super(
        Breach.of(
                "FETCH-08",
                "emulator-exits-for-mmio",
                "A host that emulates exits with KVM_EXIT_MMIO for code that it cannot fetch.")
            .in("mainline+emulator-path")
            .seenAs(
                "KVM_RUN returns 0 for KVM_EXIT_INTERNAL_ERROR",
                "KVM_RUN returns 0 for an MMIO read"));
  }

  @Override
  protected VcpuBreach breaking() {
    return FailedFetch.changed(call -> {
      MappedRun run = call.run();
      run.exitReason(ExitReason.KVM_EXIT_MMIO.number());
      run.set("mmio.phys_addr", call.regs().rip());
      run.set("mmio.len", 8);
      run.set("mmio.is_write", 0);
    });
  }
}
