package io.github.kvmtck.mutants.fetch;

import io.github.kvmtck.mutants.Breach;

/** kvm_queue_exception before the exit, as handle_emulation_failure has it. */
public final class OwnFetchQueuesUd extends UdBesidesTheExit {
  public OwnFetchQueuesUd() {
    super(
        Breach.of(
                "FETCH-20", "own-fetch-queues-ud", "The exit reason for a fetch leaves #UD queued.")
            .in("mainline+fetch-exit")
            .seenAs("exception.injected is 0", "exception.injected is 1"));
  }
}
