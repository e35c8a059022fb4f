package io.github.kvmtck.mutants.list;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.model.ModelMutant;
import io.github.kvmtck.reference.blueprint.Blueprint;
import io.github.kvmtck.reference.kvm.Parts;

/** The same in the list as it was sent. */
public final class OldTranslationsStayV1 extends ModelMutant {
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

  @Override
  public Blueprint apply(Blueprint blueprint) {
    return blueprint.with(Parts.FLUSH, vm -> {});
  }
}
