package io.github.kvmtck.mutants.comp;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.OldRegistersAfterCompletion;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** A register cache that completion does not mark as stale. */
public final class StateIsOldAfterCompletion extends VcpuMutant {
  public StateIsOldAfterCompletion() {
    super(
        Breach.of(
                "COMP-04",
                "state-is-old-after-completion",
                "After completion KVM_GET_REGS still tells the registers of the exit.")
            .seenAs(
                "KVM_RUN returns 0 for a 1-byte write of 0x(00|AB) to port 0x11",
                "KVM_RUN returns 0 for (a 1-byte (write of 0x00 to|read of) port 0x10|an MMIO"
                    + " read)"));
  }

  @Override
  protected VcpuBreach breaking() {
    return new OldRegistersAfterCompletion();
  }
}
