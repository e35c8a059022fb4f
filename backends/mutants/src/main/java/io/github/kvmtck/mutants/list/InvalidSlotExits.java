package io.github.kvmtck.mutants.list;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.model.ModelMutant;
import io.github.kvmtck.reference.blueprint.Blueprint;
import io.github.kvmtck.reference.kvm.Parts;

/** What other architectures do. */
public final class InvalidSlotExits extends ModelMutant {
  public InvalidSlotExits() {
    super(
        Breach.of(
                "LIST-07",
                "invalid-slot-exits",
                "An access to a slot that is being changed is EFAULT.")
            .in(ListMutant.MEANT)
            .seenAs(
                "the guest is entered, makes no progress", "the guest makes progress or exits"));
  }

  @Override
  public Blueprint apply(Blueprint blueprint) {
    return blueprint.change(Parts.SLOT_ACCESS, InvalidSlotFaults::new);
  }
}
