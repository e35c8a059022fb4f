package io.github.kvmtck.mutants.comp;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.Exits;
import io.github.kvmtck.mutants.seam.ShowsRegisters;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** A length of the instruction that leaves the immediate operand out. */
public final class PortWriteExitsInsideTheInstruction extends VcpuMutant {
  public PortWriteExitsInsideTheInstruction() {
    super(
        Breach.of(
                "COMP-11",
                "port-write-exits-inside-the-instruction",
                "At the exit of a port write RIP is behind the opcode and before the port number.")
            .seenAs("RIP is at the OUT", "RIP is 0x100[13]"));
  }

  @Override
  protected VcpuBreach breaking() {
    return new ShowsRegisters(Exits.PORT_WRITE, (regs, run) -> regs.withRip(regs.rip() + 1));
  }
}
