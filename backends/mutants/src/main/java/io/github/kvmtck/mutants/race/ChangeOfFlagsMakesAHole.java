package io.github.kvmtck.mutants.race;

import io.github.kvmtck.api.uapi.StructValue;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.CallBreach;
import io.github.kvmtck.mutants.seam.CallMutant;

/** A slot whose flags change is made anew. */
public final class ChangeOfFlagsMakesAHole extends CallMutant {
  public ChangeOfFlagsMakesAHole() {
    super(
        Breach.of(
                "RACE-01",
                "change-of-flags-makes-a-hole",
                "While the flags of a slot change, its addresses are in no slot.")
            .seenAs("KVM_RUN goes on and the guest counts", "KVM_RUN →"));
  }

  @Override
  protected CallBreach breaking() {
    return new SlotWindow() {
      @Override
      boolean opens(StructValue old, StructValue region) {
        return old.get("flags") != region.get("flags");
      }
    };
  }
}
