package io.github.kvmtck.mutants.fetch;

import io.github.kvmtck.mutants.Breach;

/** The address of the frame, as page faults have it. */
public final class OwnFetchTellsThePage extends FetchTellsAnotherAddress {
  public OwnFetchTellsThePage() {
    super(
        Breach.of(
                "FETCH-20",
                "own-fetch-tells-the-page",
                "The exit reason for a fetch tells where the page begins, and not where the code"
                    + " is.")
            .in("mainline+fetch-exit")
            .seenAs(
                "KVM_RUN returns 0 for a failed fetch at",
                "KVM_RUN returns 0 for a failed fetch at"),
        "memory_fault.gpa");
  }

  @Override
  long other(long rip, long address) {
    return page(address);
  }
}
