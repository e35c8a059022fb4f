package io.github.kvmtck.mutants.nc;

import io.github.kvmtck.api.uapi.ExitReason;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.Exits;
import io.github.kvmtck.mutants.seam.ShowsRegisters;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** An exit whose completion has no callback to derive the flag from. */
public final class HltIsUnfinishedWithoutFlag extends VcpuMutant {
  public HltIsUnfinishedWithoutFlag() {
    super(
        Breach.of(
                "NC-10",
                "hlt-is-unfinished-without-flag",
                "At KVM_EXIT_HLT, which has no flag, RIP is still on the HLT until KVM_RUN is"
                    + " called again.")
            .in("proposed")
            .seenAs(
                "KVM_RUN returns 0 for a 1-byte write of 0x00 to port 0x11",
                "KVM_RUN returns 0 for KVM_EXIT_HLT"));
  }

  @Override
  protected VcpuBreach breaking() {
    return new ShowsRegisters(
        Exits.of(ExitReason.KVM_EXIT_HLT), (regs, run) -> regs.withRip(regs.rip() - 1));
  }
}
