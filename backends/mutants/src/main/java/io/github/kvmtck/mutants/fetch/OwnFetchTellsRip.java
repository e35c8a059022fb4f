package io.github.kvmtck.mutants.fetch;

import io.github.kvmtck.mutants.Breach;

/** The address before it is translated. */
public final class OwnFetchTellsRip extends FetchTellsAnotherAddress {
  public OwnFetchTellsRip() {
    super(
        Breach.of(
                "FETCH-20",
                "own-fetch-tells-rip",
                "The exit reason for a fetch tells the guest's address of the code, and not the one"
                    + " that it is mapped to.")
            .in("mainline+fetch-exit")
            .seenAs(
                "KVM_RUN returns 0 for a failed fetch at",
                "KVM_RUN returns 0 for a failed fetch at 0x(30|10\\b|FFFE)"),
        "memory_fault.gpa");
  }

  @Override
  long other(long rip, long address) {
    return rip;
  }
}
