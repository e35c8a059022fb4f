package io.github.kvmtck.mutants.comp;

import io.github.kvmtck.api.client.MappedRun;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.Exits;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** emulator_read_write that does not split at a page. */
public final class HalfInRamExitsToo extends VcpuMutant {
  public HalfInRamExitsToo() {
    super(
        Breach.of(
                "COMP-19",
                "half-in-ram-exits-too",
                "An access that begins in RAM and ends behind it exits as a whole.")
            .seenAs(
                "KVM_RUN returns 0 for an MMIO (read of 1 byte|write of .*) at 0x10000",
                "KVM_RUN returns 0 for an MMIO (read of 2 bytes|write of .*) at 0xFFFF"));
  }

  @Override
  protected VcpuBreach breaking() {
    return VcpuBreach.afterRun(ended -> {
      MappedRun run = ended.call().run();
      if (ended.succeeded() && Exits.MMIO.test(run) && run.mmio().physAddr() == 0x10000) {
        run.set("mmio.phys_addr", 0xffff);
        run.set("mmio.len", run.mmio().len() + 1);
      }
      return ended.result();
    });
  }
}
