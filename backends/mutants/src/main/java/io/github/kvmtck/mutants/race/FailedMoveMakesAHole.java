package io.github.kvmtck.mutants.race;

import io.github.kvmtck.api.uapi.StructValue;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.CallBreach;
import io.github.kvmtck.mutants.seam.CallMutant;

/** A slot is deleted before it is known where it shall go. */
public final class FailedMoveMakesAHole extends CallMutant {
  public FailedMoveMakesAHole() {
    super(
        Breach.of(
                "RACE-01",
                "failed-move-makes-a-hole",
                "While a move is tried that fails, the addresses of the slot are in no slot.")
            .seenAs("KVM_RUN goes on and the guest counts", "KVM_RUN →"));
  }

  @Override
  protected CallBreach breaking() {
    return new SlotWindow() {
      @Override
      boolean opens(StructValue old, StructValue region) {
        return region.get("guest_phys_addr") >>> 40 != 0;
      }
    };
  }
}
