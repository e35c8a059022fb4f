package io.github.kvmtck.mutants.fetch;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.ShowsRegisters;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** An instruction that could not be fetched is skipped. */
public final class RipIsBehindTheHole extends VcpuMutant {
  public RipIsBehindTheHole() {
    super(
        Breach.of(
                "FETCH-01",
                "rip-is-behind-the-hole",
                "At the exit for a failed fetch RIP is a byte further than the instruction.")
            .seenAs("RIP is", "RIP is 0x(?:11|200001|10001)"));
  }

  @Override
  protected VcpuBreach breaking() {
    return new ShowsRegisters(FailedFetch.EXIT, (regs, run) -> regs.withRip(regs.rip() + 1));
  }
}
