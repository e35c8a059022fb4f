package io.github.kvmtck.mutants.comp;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.Exits;
import io.github.kvmtck.mutants.seam.SpoilsCompletion;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** kvm_skip_emulated_instruction that keeps RIP in 32 bits, whatever the mode. */
public final class PortWriteCutsRip extends VcpuMutant {
  public PortWriteCutsRip() {
    super(
        Breach.of(
                "COMP-11",
                "port-write-cuts-rip",
                "Completing a port write leaves the lower half of RIP.")
            .seenAs("RIP is at the NOP", "RIP is 0x1001"));
  }

  @Override
  protected VcpuBreach breaking() {
    return new SpoilsCompletion(
        Exits.PORT_WRITE, done -> done.now().withRip(done.now().rip() & 0xffff_ffffL));
  }
}
