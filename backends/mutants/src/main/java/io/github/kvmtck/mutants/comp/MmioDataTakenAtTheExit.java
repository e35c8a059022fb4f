package io.github.kvmtck.mutants.comp;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.Exits;
import io.github.kvmtck.mutants.seam.TakesDataAtTheExit;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** The data buffer is read at the exit instead of at re-entry. */
public final class MmioDataTakenAtTheExit extends VcpuMutant {
  public MmioDataTakenAtTheExit() {
    super(
        Breach.of(
                "COMP-17",
                "mmio-data-taken-at-the-exit",
                "The data of an MMIO read are those that were in kvm_run at the exit.")
            .seenAs(
                "RAX is 0x[1-9D]",
                "RAX is 0x1122334455667700|RAX is 0x1122334455660000|RAX is 0\\b")
            .seenAs("RBX is 0x1122334455667788", "RBX is 0\\b"));
  }

  @Override
  protected VcpuBreach breaking() {
    return new TakesDataAtTheExit(Exits.MMIO_READ);
  }
}
