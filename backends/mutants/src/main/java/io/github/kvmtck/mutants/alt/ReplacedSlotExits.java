package io.github.kvmtck.mutants.alt;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.model.ModelMutant;
import io.github.kvmtck.reference.blueprint.Blueprint;
import io.github.kvmtck.reference.kvm.Parts;

/** What other architectures do. */
public final class ReplacedSlotExits extends ModelMutant {
  public ReplacedSlotExits() {
    super(
        Breach.of(
                "ALT-01",
                "replaced-slot-exits",
                "An access to a slot that is being replaced is EFAULT.")
            .in("mainline+set-all-memslots")
            .seenAs("the guest is entered, makes no progress", "the guest makes progress or exits")
            .seenAs("KVM_RUN returns 0 for KVM_EXIT_HLT", "KVM_RUN fails with EFAULT")
            .seenAs("KVM_RUN goes on and the guest counts", "KVM_RUN → -1 EFAULT")
            .seenAs("the guest counts in the new memory", "the guest does not"));
  }

  @Override
  public Blueprint apply(Blueprint blueprint) {
    return blueprint.change(Parts.SLOT_ACCESS, NeverAgain::new);
  }
}
