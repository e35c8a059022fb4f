package io.github.kvmtck.mutants.fetch;

import io.github.kvmtck.mutants.Breach;

/** The address before it is translated. */
public final class MmioFetchTellsRip extends FetchTellsAnotherAddress {
  public MmioFetchTellsRip() {
    super(
        Breach.of(
                "FETCH-20",
                "mmio-fetch-tells-rip",
                "The MMIO exit for a fetch tells the guest's address of the code, and not the one"
                    + " that it is mapped to.")
            .in("mainline+fetch-mmio")
            .seenAs(
                "KVM_RUN returns 0 for an MMIO read of 0 bytes at",
                "KVM_RUN returns 0 for an MMIO read of 0 bytes at 0x(30|10\\b|FFFE)"),
        "mmio.phys_addr");
  }

  @Override
  long other(long rip, long address) {
    return rip;
  }
}
