package io.github.kvmtck.mutants.comp;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.Exits;
import io.github.kvmtck.mutants.seam.RepeatsTheExit;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** Executes the unit again at re-entry. */
public final class RepMovsRepeatsAUnit extends VcpuMutant {
  public RepMovsRepeatsAUnit() {
    super(
        Breach.of(
                "COMP-22",
                "rep-movs-repeats-a-unit",
                "A unit of REP MOVS that was completed apart is written again.")
            .seenAs(
                "KVM_RUN returns 0 for an MMIO write of 0x62",
                "KVM_RUN returns 0 for an MMIO write of 0x61"));
  }

  @Override
  protected VcpuBreach breaking() {
    return new RepeatsTheExit(Exits.MMIO_WRITE);
  }
}
