package io.github.kvmtck.mutants.comp;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.Exits;
import io.github.kvmtck.mutants.seam.SpoilsCompletion;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** complete_emulated_io that keeps RIP in 32 bits. */
public final class PortReadCutsRip extends VcpuMutant {
  public PortReadCutsRip() {
    super(
        Breach.of(
                "COMP-01",
                "port-read-cuts-rip",
                "Completing a port read leaves the lower half of RIP.")
            .seenAs("RIP is past the IN", "RIP is 0x1002"));
  }

  @Override
  protected VcpuBreach breaking() {
    return new SpoilsCompletion(
        Exits.PORT_READ, done -> done.now().withRip(done.now().rip() & 0xffff_ffffL));
  }
}
