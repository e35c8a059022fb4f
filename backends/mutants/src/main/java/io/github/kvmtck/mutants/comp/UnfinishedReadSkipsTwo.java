package io.github.kvmtck.mutants.comp;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.Exits;
import io.github.kvmtck.mutants.seam.ShowsRegisters;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** Skips the instruction at the exit, and another one for the completion to come. */
public final class UnfinishedReadSkipsTwo extends VcpuMutant {
  /** Past a read and the HLT behind it. */
  private static final int TWO_INSTRUCTIONS = 4;

  public UnfinishedReadSkipsTwo() {
    super(
        Breach.of(
                "COMP-04",
                "unfinished-read-skips-two",
                "What userspace reads of a vCPU with an unfinished read has the next instruction"
                    + " behind it too.")
            .seenAs(
                "KVM_RUN returns 0 for (?:a 1-byte read of port 0x10|an MMIO read of 1 byte at"
                    + " 0x20010)",
                "KVM_RUN returns 0 for an MMIO read of 1 byte at 0x20000"));
  }

  @Override
  protected VcpuBreach breaking() {
    return new ShowsRegisters(
        Exits.READ, (regs, run) -> regs.withRip(regs.rip() + TWO_INSTRUCTIONS));
  }
}
