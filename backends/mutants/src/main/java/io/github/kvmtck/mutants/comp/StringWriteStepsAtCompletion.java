package io.github.kvmtck.mutants.comp;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.Exits;
import io.github.kvmtck.mutants.seam.ShowsRegisters;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** The emulator writes its registers back at re-entry. */
public final class StringWriteStepsAtCompletion extends VcpuMutant {
  public StringWriteStepsAtCompletion() {
    super(
        Breach.of(
                "COMP-16",
                "string-write-steps-at-completion",
                "RCX and RSI are stepped when a string write is completed, and not at its exit.")
            .seenAs("RCX is [012]", "RCX is [123]"));
  }

  @Override
  protected VcpuBreach breaking() {
    return new ShowsRegisters(
        Exits.PORT_WRITE,
        (regs, run) ->
            regs.with("rcx", regs.get("rcx") + 1).with("rsi", regs.get("rsi") - run.io().size()));
  }
}
