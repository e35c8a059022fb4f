package io.github.kvmtck.mutants.nc;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.OldRegistersAfterCompletion;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** A register cache that completion does not mark as stale. */
public final class FlaggedStateIsOldAfterCompletion extends VcpuMutant {
  public FlaggedStateIsOldAfterCompletion() {
    super(
        Breach.of(
                "NC-10",
                "flagged-state-is-old-after-completion",
                "The registers of an exit with the flag are told even after re-entry has finished"
                    + " it.")
            .in("proposed")
            .seenAs(
                "KVM_RUN returns 0 for a 1-byte write of 0xAB to port 0x11",
                "KVM_RUN returns 0 for a 1-byte read of port 0x10"));
  }

  @Override
  protected VcpuBreach breaking() {
    return new OldRegistersAfterCompletion();
  }
}
