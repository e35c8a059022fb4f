package io.github.kvmtck.mutants.fetch;

import io.github.kvmtck.mutants.Breach;

/** What is right for a fetch is done for a load as well. */
public final class OwnFetchTriesTheLoadAgain extends LoadIsTriedAgain {
  public OwnFetchTriesTheLoadAgain() {
    super(
        Breach.of(
                "FETCH-24",
                "own-fetch-tries-the-load-again",
                "After an MMIO read the guest loads again, and gets what is in the slot by then.")
            .in("mainline+fetch-exit")
            .seenAs(
                "KVM_RUN returns 0 for a failed fetch at",
                "KVM_RUN returns 0 for an MMIO read of 1 byte"));
  }
}
