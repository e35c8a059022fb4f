package io.github.kvmtck.mutants.comp;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.Exits;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** The emulator does not write back what it has done before the exit. */
public final class MmioWriteLeavesRip extends VcpuMutant {
  public MmioWriteLeavesRip() {
    super(
        Breach.of(
                "COMP-18",
                "mmio-write-leaves-rip",
                "At the exit of an MMIO write RIP is still on the instruction, and the write comes"
                    + " again.")
            .seenAs("RIP is past the MOV", "RIP is 0x1000")
            .seenAs("KVM_RUN returns 0 for KVM_EXIT_HLT", "KVM_RUN returns 0 for an MMIO write"));
  }

  @Override
  protected VcpuBreach breaking() {
    return VcpuBreach.afterRun(ended -> {
      if (ended.succeeded() && Exits.MMIO_WRITE.test(ended.call().run())) {
        ended.call().regs(ended.call().regs().withRip(0x1000));
      }
      return ended.result();
    });
  }
}
