package io.github.kvmtck.mutants.comp;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.model.FinishesAndRunsOn;
import io.github.kvmtck.mutants.model.ModelMutant;
import io.github.kvmtck.reference.blueprint.Blueprint;
import io.github.kvmtck.reference.kvm.Parts;
import io.github.kvmtck.reference.run.FinishPending;

/** Enters the guest once before immediate_exit is looked at. */
public final class FinishedReadRunsOn extends ModelMutant {
  public FinishedReadRunsOn() {
    super(
        Breach.of(
                "COMP-01",
                "finished-read-runs-on",
                "Re-entry with immediate_exit finishes the operation and executes the next"
                    + " instruction too.")
            .seenAs("RIP is past the IN", "RIP is 0x"));
  }

  @Override
  public Blueprint apply(Blueprint mainline) {
    return mainline.change(
        Parts.STAGES, stages -> stages.replace(FinishPending.class, FinishesAndRunsOn::new));
  }
}
