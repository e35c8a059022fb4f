package io.github.kvmtck.mutants.comp;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.model.FinishesAndRunsOn;
import io.github.kvmtck.mutants.model.ModelMutant;
import io.github.kvmtck.reference.blueprint.Blueprint;
import io.github.kvmtck.reference.kvm.Parts;
import io.github.kvmtck.reference.run.FinishPending;

/** The guest is entered before immediate_exit and signals are looked at. */
public final class CompletionGoesOnIntoHlt extends ModelMutant {
  public CompletionGoesOnIntoHlt() {
    super(
        Breach.of(
                "COMP-33",
                "completion-goes-on-into-hlt",
                "A completing KVM_RUN executes the HLT behind the completed instruction.")
            .seenAs("RIP is at the HLT", "RIP is 0x1003"));
  }

  @Override
  public Blueprint apply(Blueprint mainline) {
    return mainline.change(
        Parts.STAGES, stages -> stages.replace(FinishPending.class, FinishesAndRunsOn::new));
  }
}
