package io.github.kvmtck.mutants.fetch;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** The address of the frame, as page faults have it. */
public final class MmioFetchTellsThePage extends VcpuMutant {
  public MmioFetchTellsThePage() {
    super(
        Breach.of(
                "FETCH-20",
                "mmio-fetch-tells-the-page",
                "The MMIO exit for a fetch tells where the page begins, and not where the code is.")
            .in("mainline+fetch-mmio")
            .seenAs(
                "KVM_RUN returns 0 for an MMIO read of 0 bytes at",
                "KVM_RUN returns 0 for an MMIO read of 0 bytes at"));
  }

  @Override
  protected VcpuBreach breaking() {
    return FetchExits.changed(
        call -> call.run().set("mmio.phys_addr", call.run().get("mmio.phys_addr") & ~0xfffL));
  }
}
