package io.github.kvmtck.mutants.list;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.model.ModelMutant;
import io.github.kvmtck.reference.blueprint.Blueprint;
import io.github.kvmtck.reference.kvm.Parts;

/** What other architectures do. */
abstract class InvalidSlotIsEfault extends ModelMutant {
  InvalidSlotIsEfault(Breach breach) {
    super(
        breach.seenAs(
            "the guest is entered, makes no progress", "the guest makes progress or exits"));
  }

  @Override
  public final Blueprint apply(Blueprint blueprint) {
    return blueprint.change(Parts.SLOT_ACCESS, InvalidSlotFaults::new);
  }
}
