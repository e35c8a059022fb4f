package io.github.kvmtck.mutants.fetch;

import io.github.kvmtck.mutants.Breach;

/** kvm_queue_exception before the exit, as handle_emulation_failure has it. */
public final class MmioFetchQueuesUd extends UdBesidesTheExit {
  public MmioFetchQueuesUd() {
    super(
        Breach.of(
                "FETCH-20", "mmio-fetch-queues-ud", "The MMIO exit for a fetch leaves #UD queued.")
            .in("mainline+fetch-mmio")
            .seenAs("exception.injected is 0", "exception.injected is 1"));
  }
}
