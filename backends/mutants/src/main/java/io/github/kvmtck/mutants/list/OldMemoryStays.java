package io.github.kvmtck.mutants.list;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.model.KeepsTranslations;

/** Only the slots change, not the translations. */
public final class OldMemoryStays extends KeepsTranslations {
  public OldMemoryStays() {
    super(
        Breach.of("LIST-08", "old-memory-stays", "After the call vCPUs still use the old memory.")
            .in(ListMutant.MEANT)
            .seenAs("the guest counts in the new memory", "the guest does not"));
  }
}
