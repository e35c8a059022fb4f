package io.github.kvmtck.mutants.comp;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.Exits;
import io.github.kvmtck.mutants.seam.ShowsRegisters;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** KVM_GET_REGS adds the length of the instruction and the exit has added it already. */
public final class UnfinishedWriteSkipsTwo extends VcpuMutant {
  public UnfinishedWriteSkipsTwo() {
    super(
        Breach.of(
                "COMP-04",
                "unfinished-write-skips-two",
                "What userspace reads of a vCPU with an unfinished port write has the next"
                    + " instruction behind it too.")
            .seenAs(
                "KVM_RUN returns 0 for a 1-byte write of 0x00 to port 0x10",
                "KVM_RUN returns 0 for KVM_EXIT_HLT"));
  }

  @Override
  protected VcpuBreach breaking() {
    return new ShowsRegisters(Exits.PORT_WRITE, (regs, run) -> regs.withRip((regs.rip() & ~3) + 4));
  }
}
