package io.github.kvmtck.mutants.alt;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.model.ModelMutant;
import io.github.kvmtck.reference.blueprint.Blueprint;
import io.github.kvmtck.reference.kvm.Parts;
import io.github.kvmtck.reference.kvm.SlotFlags;

/** What mainline does. */
public final class ReadonlyStaysFixed extends ModelMutant {
  public ReadonlyStaysFixed() {
    super(
        Breach.of("ALT-02", "readonly-stays-fixed", "KVM_MEM_READONLY cannot be changed.")
            .in("mainline+memslot-conversions")
            .seenAs("0\\b", "-1 EINVAL")
            .seenAs("the changes get to MEMSLOT_ACTIVATED", "they do not"));
  }

  @Override
  public Blueprint apply(Blueprint blueprint) {
    return blueprint.with(Parts.SLOT_FLAGS, SlotFlags.MAINLINE);
  }
}
