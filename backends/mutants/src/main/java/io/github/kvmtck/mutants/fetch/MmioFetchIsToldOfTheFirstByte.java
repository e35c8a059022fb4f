package io.github.kvmtck.mutants.fetch;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** The address of the instruction, of which some bytes are there. */
public final class MmioFetchIsToldOfTheFirstByte extends VcpuMutant {
  public MmioFetchIsToldOfTheFirstByte() {
    super(
        Breach.of(
                "FETCH-20",
                "mmio-fetch-is-told-of-the-first-byte",
                "The MMIO exit for a fetch tells where the instruction begins, though that byte"
                    + " could be fetched.")
            .in("mainline+fetch-mmio")
            .seenAs(
                "KVM_RUN returns 0 for an MMIO read of 0 bytes at 0x10000",
                "KVM_RUN returns 0 for an MMIO read of 0 bytes at 0xFFFE"));
  }

  @Override
  protected VcpuBreach breaking() {
    return FetchExits.changed(call -> {
      long rip = call.regs().rip();
      if (rip + 1 < call.run().get("mmio.phys_addr")
          && rip + 15 > call.run().get("mmio.phys_addr")) {
        call.run().set("mmio.phys_addr", rip);
      }
    });
  }
}
