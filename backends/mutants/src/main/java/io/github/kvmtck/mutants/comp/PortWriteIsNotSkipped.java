package io.github.kvmtck.mutants.comp;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.Exits;
import io.github.kvmtck.mutants.seam.SpoilsCompletion;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** complete_fast_pio_out without kvm_skip_emulated_instruction. */
public final class PortWriteIsNotSkipped extends VcpuMutant {
  public PortWriteIsNotSkipped() {
    super(
        Breach.of(
                "COMP-11", "port-write-is-not-skipped", "Completing a port write leaves RIP on it.")
            .seenAs("RIP is at the NOP", "RIP is 0x(FFFF80000000)?1000")
            .seenAs("RIP is past the OUT", "RIP is 0x1000"));
  }

  @Override
  protected VcpuBreach breaking() {
    return new SpoilsCompletion(
        Exits.PORT_WRITE, done -> done.now().withRip(done.atExit().rip() & ~0xf));
  }
}
