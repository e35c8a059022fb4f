package io.github.kvmtck.mutants.list;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.model.KeepsTranslations;

/** kvm_flush_remote_tlbs is forgotten. */
public final class OldTranslationsStay extends KeepsTranslations {
  public OldTranslationsStay() {
    super(
        Breach.of(
                "LIST-06", "old-translations-stay", "vCPUs keep the translations of slots that go.")
            .in(ListMutant.MEANT)
            .seenAs("KVM_RUN returns", "KVM_RUN has not returned")
            .seenAs("the guest is entered, makes no progress", "the guest makes progress"));
  }
}
