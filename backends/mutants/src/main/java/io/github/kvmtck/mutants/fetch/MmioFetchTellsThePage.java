package io.github.kvmtck.mutants.fetch;

import io.github.kvmtck.mutants.Breach;

/** The address of the frame, as page faults have it. */
public final class MmioFetchTellsThePage extends FetchTellsAnotherAddress {
  public MmioFetchTellsThePage() {
    super(
        Breach.of(
                "FETCH-20",
                "mmio-fetch-tells-the-page",
                "The MMIO exit for a fetch tells where the page begins, and not where the code is.")
            .in("mainline+fetch-mmio")
            .seenAs(
                "KVM_RUN returns 0 for an MMIO read of 0 bytes at",
                "KVM_RUN returns 0 for an MMIO read of 0 bytes at"),
        "mmio.phys_addr");
  }

  @Override
  long other(long rip, long address) {
    return page(address);
  }
}
