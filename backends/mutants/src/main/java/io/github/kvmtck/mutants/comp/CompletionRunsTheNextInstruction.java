package io.github.kvmtck.mutants.comp;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.model.FinishesAndRunsOn;
import io.github.kvmtck.mutants.model.ModelMutant;
import io.github.kvmtck.reference.blueprint.Blueprint;
import io.github.kvmtck.reference.kvm.Parts;
import io.github.kvmtck.reference.run.FinishPending;

/** The emulator is entered again after complete_userspace_io. */
public final class CompletionRunsTheNextInstruction extends ModelMutant {
  public CompletionRunsTheNextInstruction() {
    super(
        Breach.of(
                "COMP-03",
                "completion-runs-the-next-instruction",
                "A completing KVM_RUN executes the instruction behind the completed one before"
                    + " EINTR.")
            .seenAs("RAX is 0x41", "RAX is 0x42"));
  }

  @Override
  public Blueprint apply(Blueprint mainline) {
    return mainline.change(
        Parts.STAGES, stages -> stages.replace(FinishPending.class, FinishesAndRunsOn::new));
  }
}
