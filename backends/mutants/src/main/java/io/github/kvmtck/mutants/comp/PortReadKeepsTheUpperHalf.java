package io.github.kvmtck.mutants.comp;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.Exits;
import io.github.kvmtck.mutants.seam.SpoilsCompletion;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** complete_fast_pio_in that merges 4 bytes as it merges 2. */
public final class PortReadKeepsTheUpperHalf extends VcpuMutant {
  public PortReadKeepsTheUpperHalf() {
    super(
        Breach.of(
                "COMP-10",
                "port-read-keeps-the-upper-half",
                "A port read of 4 bytes leaves the upper half of RAX as it was.")
            .seenAs("RAX is 0x0*DEADBEEF", "RAX is 0x11223344DEADBEEF"));
  }

  @Override
  protected VcpuBreach breaking() {
    return new SpoilsCompletion(
        Exits.PORT_READ,
        done ->
            done.exit().get("io.size") == 4
                ? done.now()
                    .withRax(done.atExit().rax() & ~0xffff_ffffL | done.now().rax() & 0xffff_ffffL)
                : done.now());
  }
}
