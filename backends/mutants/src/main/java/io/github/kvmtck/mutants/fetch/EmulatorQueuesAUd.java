package io.github.kvmtck.mutants.fetch;

import io.github.kvmtck.mutants.Breach;

/** handle_emulation_failure as it is for VMX and SVM. */
public final class EmulatorQueuesAUd extends UdBesidesTheExit {
  public EmulatorQueuesAUd() {
    super(
        Breach.of(
                "FETCH-08",
                "emulator-queues-a-ud",
                "A host that emulates queues #UD at a failed fetch.")
            .in("mainline+emulator-path")
            .seenAs("exception.injected is 0", "exception.injected is 1"));
  }
}
