package io.github.kvmtck.mutants.fetch;

import io.github.kvmtck.mutants.Breach;

/** What is right for a fetch is done for a load as well. */
public final class MmioFetchTriesTheLoadAgain extends LoadIsTriedAgain {
  public MmioFetchTriesTheLoadAgain() {
    super(
        Breach.of(
                "FETCH-24",
                "mmio-fetch-tries-the-load-again",
                "After an MMIO read the load is executed again from its start, and gets what is"
                    + " there by then.")
            .in("mainline+fetch-mmio")
            .seenAs(
                "KVM_RUN returns 0 for an MMIO read of 0 bytes at",
                "KVM_RUN returns 0 for an MMIO read of 1 byte"));
  }
}
