package io.github.kvmtck.mutants.comp;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.Exits;
import io.github.kvmtck.mutants.seam.RepeatsTheExit;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** Executes the unit again at re-entry. */
public final class StringWriteSendsAUnitTwice extends VcpuMutant {
  public StringWriteSendsAUnitTwice() {
    super(
        Breach.of(
                "COMP-16",
                "string-write-sends-a-unit-twice",
                "A unit of a string write that was completed apart is sent again.")
            .seenAs(
                "KVM_RUN returns 0 for a 1-byte write of 0x62",
                "KVM_RUN returns 0 for a 1-byte write of 0x61")
            .seenAs(
                "KVM_RUN returns 0 for KVM_EXIT_HLT",
                "KVM_RUN returns 0 for a 1-byte write of 0x62"));
  }

  @Override
  protected VcpuBreach breaking() {
    return new RepeatsTheExit(Exits.PORT_WRITE);
  }
}
