package io.github.kvmtck.mutants.comp;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.Exits;
import io.github.kvmtck.mutants.seam.ShowsRegisters;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** The emulator writes its registers back at re-entry. */
public final class RepMovsStepsAtCompletion extends VcpuMutant {
  public RepMovsStepsAtCompletion() {
    super(
        Breach.of(
                "COMP-22",
                "rep-movs-steps-at-completion",
                "The registers of REP MOVS are stepped when a unit is completed, and not at its"
                    + " exit.")
            .seenAs("RCX is 2", "RCX is 3"));
  }

  @Override
  protected VcpuBreach breaking() {
    return new ShowsRegisters(
        Exits.MMIO_WRITE,
        (regs, run) ->
            regs.with("rcx", regs.get("rcx") + 1)
                .with("rsi", regs.get("rsi") - 1)
                .with("rdi", regs.get("rdi") - 1));
  }
}
