package io.github.kvmtck.mutants.fetch;

import io.github.kvmtck.mutants.Breach;

/** The address of the instruction, of which some bytes are there. */
public final class OwnFetchIsToldOfTheFirstByte extends FetchTellsAnotherAddress {
  public OwnFetchIsToldOfTheFirstByte() {
    super(
        Breach.of(
                "FETCH-20",
                "own-fetch-is-told-of-the-first-byte",
                "The exit reason for a fetch tells where the instruction begins, though that byte"
                    + " could be fetched.")
            .in("mainline+fetch-exit")
            .seenAs(
                "KVM_RUN returns 0 for a failed fetch at 0x10000",
                "KVM_RUN returns 0 for a failed fetch at 0xFFFE"),
        "memory_fault.gpa");
  }

  @Override
  long other(long rip, long address) {
    return firstByte(rip, address);
  }
}
