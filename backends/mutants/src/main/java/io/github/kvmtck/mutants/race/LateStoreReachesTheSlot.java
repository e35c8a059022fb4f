package io.github.kvmtck.mutants.race;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.model.ModelMutant;
import io.github.kvmtck.reference.blueprint.Blueprint;
import io.github.kvmtck.reference.kvm.Parts;
import io.github.kvmtck.reference.run.FinishPending;

/** Completion stores again, now that there is memory. */
public final class LateStoreReachesTheSlot extends ModelMutant {
  public LateStoreReachesTheSlot() {
    super(
        Breach.of(
                "RACE-01",
                "late-store-reaches-the-slot",
                "A store that exited is made in the slot that is there by then.")
            .seenAs(
                "host memory of slot 1 at 0x10 contains 0x5A",
                "host memory of slot 1 at 0x10 contains 0x77"));
  }

  @Override
  public Blueprint apply(Blueprint blueprint) {
    return blueprint.change(
        Parts.STAGES, stages -> stages.replace(FinishPending.class, StoresAgain::new));
  }
}
