package io.github.kvmtck.mutants.list;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.model.KeepsTranslations;

/** The same in the list as it was sent. */
public final class OldTranslationsStayV1 extends KeepsTranslations {
  public OldTranslationsStayV1() {
    super(
        Breach.of(
                "LIST-06",
                "old-translations-stay-v1",
                "As sent: vCPUs keep the translations of slots that go.")
            .in(ListMutant.SENT)
            .seenAs("KVM_RUN returns", "KVM_RUN has not returned")
            .seenAs("the guest is entered, makes no progress", "the guest makes progress"));
  }
}
