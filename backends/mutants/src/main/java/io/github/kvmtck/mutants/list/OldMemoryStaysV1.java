package io.github.kvmtck.mutants.list;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.model.KeepsTranslations;

/** The same in the list as it was sent. */
public final class OldMemoryStaysV1 extends KeepsTranslations {
  public OldMemoryStaysV1() {
    super(
        Breach.of(
                "LIST-08",
                "old-memory-stays-v1",
                "As sent: after the call vCPUs still use the old memory.")
            .in(ListMutant.SENT)
            .seenAs("the guest counts in the new memory", "the guest does not"));
  }
}
