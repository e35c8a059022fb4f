package io.github.kvmtck.mutants.mp;

import io.github.kvmtck.api.uapi.ExitReason;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.Exits;
import io.github.kvmtck.mutants.seam.ShowsRegisters;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** The instruction is not skipped. */
public final class HltLeavesRipOnIt extends VcpuMutant {
  public HltLeavesRipOnIt() {
    super(
        Breach.of("MP-07", "hlt-leaves-rip-on-it", "At KVM_EXIT_HLT RIP is still at the HLT.")
            .seenAs("RIP is past the HLT", "RIP is 0x1000"));
  }

  @Override
  protected VcpuBreach breaking() {
    return new ShowsRegisters(
        Exits.of(ExitReason.KVM_EXIT_HLT), (regs, run) -> regs.withRip(regs.rip() - 1));
  }
}
