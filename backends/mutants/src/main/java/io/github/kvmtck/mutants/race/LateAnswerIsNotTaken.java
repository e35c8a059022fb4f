package io.github.kvmtck.mutants.race;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.model.ModelMutant;
import io.github.kvmtck.reference.blueprint.Blueprint;
import io.github.kvmtck.reference.kvm.Parts;
import io.github.kvmtck.reference.run.FinishPending;

/** The load looks for memory first. */
public final class LateAnswerIsNotTaken extends ModelMutant {
  public LateAnswerIsNotTaken() {
    super(
        Breach.of(
                "RACE-01",
                "late-answer-is-not-taken",
                "A load that exited gets what is in the slot by then, and not what userspace"
                    + " answered.")
            .seenAs("RAX is 0x11", "RAX is 0x5A"));
  }

  @Override
  public Blueprint apply(Blueprint blueprint) {
    return blueprint.change(
        Parts.STAGES, stages -> stages.replace(FinishPending.class, LooksForMemory::new));
  }
}
