package io.github.kvmtck.mutants.list;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.model.ModelMutant;
import io.github.kvmtck.reference.blueprint.Blueprint;
import io.github.kvmtck.reference.kvm.Parts;

/** The same in the list as it was sent. */
public final class InvalidSlotExitsV1 extends ModelMutant {
  public InvalidSlotExitsV1() {
    super(
        Breach.of(
                "LIST-07",
                "invalid-slot-exits-v1",
                "As sent: an access to a slot that is being changed is EFAULT.")
            .in(ListMutant.SENT)
            .seenAs(
                "the guest is entered, makes no progress", "the guest makes progress or exits"));
  }

  @Override
  public Blueprint apply(Blueprint blueprint) {
    return blueprint.change(Parts.SLOT_ACCESS, InvalidSlotFaults::new);
  }
}
