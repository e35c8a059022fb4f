package io.github.kvmtck.mutants.race;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.model.KeepsTranslations;

/** kvm_flush_remote_tlbs is left out. */
public final class DeletedSlotStaysInUse extends KeepsTranslations {
  public DeletedSlotStaysInUse() {
    super(
        Breach.of(
                "RACE-01",
                "deleted-slot-stays-in-use",
                "A vCPU goes on with the memory of a slot that is gone or moved.")
            .seenAsHang());
  }
}
