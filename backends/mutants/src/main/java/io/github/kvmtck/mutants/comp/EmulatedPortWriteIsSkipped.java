package io.github.kvmtck.mutants.comp;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.Exits;
import io.github.kvmtck.mutants.seam.SpoilsCompletion;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** complete_fast_pio_out after an exit of the emulator, which has moved RIP already. */
public final class EmulatedPortWriteIsSkipped extends VcpuMutant {
  public EmulatedPortWriteIsSkipped() {
    super(
        Breach.of(
                "COMP-11",
                "emulated-port-write-is-skipped",
                "Completing a port write that the emulator has finished moves RIP past the next"
                    + " instruction.")
            .in("mainline+emulator-path")
            .seenAs("RIP is at the NOP", "RIP is 0x(FFFF80000000)?100[3-5]")
            .seenAs("RIP is past the OUT", "RIP is 0x1004"));
  }

  @Override
  protected VcpuBreach breaking() {
    return new SpoilsCompletion(Exits.PORT_WRITE, done -> done.now().withRip(done.now().rip() + 2));
  }
}
