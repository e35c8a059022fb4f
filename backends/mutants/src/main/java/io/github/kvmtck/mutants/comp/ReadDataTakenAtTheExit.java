package io.github.kvmtck.mutants.comp;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.Exits;
import io.github.kvmtck.mutants.seam.TakesDataAtTheExit;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** Calls the completion callback before the exit instead of behind it. */
public final class ReadDataTakenAtTheExit extends VcpuMutant {
  public ReadDataTakenAtTheExit() {
    super(
        Breach.of(
                "COMP-01",
                "read-data-taken-at-the-exit",
                "The data of a port or MMIO read are taken at the exit and not at re-entry.")
            .seenAs("RAX is 0x11223344556677(88|AB)", "RAX is 0x1122334455667700")
            .seenAs("AL is 0xAB", "AL is 0\\b")
            .seenAs(
                "KVM_RUN returns 0 for a 1-byte write of 0xAB",
                "KVM_RUN returns 0 for a 1-byte write of 0x00"));
  }

  @Override
  protected VcpuBreach breaking() {
    return new TakesDataAtTheExit(Exits.READ);
  }
}
