package io.github.kvmtck.mutants.fetch;

import io.github.kvmtck.mutants.Breach;

/** The address of the instruction, of which some bytes are there. */
public final class MmioFetchIsToldOfTheFirstByte extends FetchTellsAnotherAddress {
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
                "KVM_RUN returns 0 for an MMIO read of 0 bytes at 0xFFFE"),
        "mmio.phys_addr");
  }

  @Override
  long other(long rip, long address) {
    return firstByte(rip, address);
  }
}
