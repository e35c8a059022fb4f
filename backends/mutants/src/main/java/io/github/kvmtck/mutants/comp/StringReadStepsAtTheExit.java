package io.github.kvmtck.mutants.comp;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.Exits;
import io.github.kvmtck.mutants.seam.ShowsRegisters;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** The emulator writes its registers back before the data are there. */
public final class StringReadStepsAtTheExit extends VcpuMutant {
  public StringReadStepsAtTheExit() {
    super(
        Breach.of(
                "COMP-15",
                "string-read-steps-at-the-exit",
                "RCX and RDI have the batch behind them when a string read leaves to userspace.")
            .seenAs("RCX is", "RCX is"));
  }

  @Override
  protected VcpuBreach breaking() {
    return new ShowsRegisters(
        Exits.PORT_READ,
        (regs, run) ->
            regs.with("rcx", regs.get("rcx") - run.io().count())
                .with("rdi", regs.get("rdi") + (long) run.io().count() * run.io().size()));
  }
}
