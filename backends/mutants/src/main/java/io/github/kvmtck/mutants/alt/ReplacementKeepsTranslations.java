package io.github.kvmtck.mutants.alt;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.model.KeepsTranslations;

/** kvm_flush_remote_tlbs is forgotten. */
public final class ReplacementKeepsTranslations extends KeepsTranslations {
  public ReplacementKeepsTranslations() {
    super(
        Breach.of(
                "ALT-01",
                "replacement-keeps-translations",
                "vCPUs keep the translations of slots that go.")
            .in("mainline+set-all-memslots")
            .seenAsHang()
            .seenAs("the guest is entered, makes no progress", "the guest makes progress")
            .seenAs("the guest counts in the new memory", "the guest does not"));
  }
}
