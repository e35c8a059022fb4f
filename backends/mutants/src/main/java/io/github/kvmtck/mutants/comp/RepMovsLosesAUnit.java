package io.github.kvmtck.mutants.comp;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.Exits;
import io.github.kvmtck.mutants.seam.SwallowsTheNextExit;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** Finishing one unit goes on with the next without asking. */
public final class RepMovsLosesAUnit extends VcpuMutant {
  public RepMovsLosesAUnit() {
    super(
        Breach.of(
                "COMP-22",
                "rep-movs-loses-a-unit",
                "The exit for a second unit of REP MOVS does not come.")
            .seenAs(
                "KVM_RUN returns 0 for an MMIO (write of 0x62|read of 1 byte) at 0x20001",
                "KVM_RUN returns 0 for KVM_EXIT_HLT"));
  }

  @Override
  protected VcpuBreach breaking() {
    return new SwallowsTheNextExit(Exits.MMIO, Exits.MMIO);
  }
}
