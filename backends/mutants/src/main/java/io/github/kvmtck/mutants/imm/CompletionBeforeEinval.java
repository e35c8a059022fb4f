package io.github.kvmtck.mutants.imm;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.model.ModelMutant;
import io.github.kvmtck.reference.blueprint.Blueprint;
import io.github.kvmtck.reference.kvm.Parts;
import io.github.kvmtck.reference.run.CheckRegisterSets;
import io.github.kvmtck.reference.run.FinishPending;

/** complete_userspace_io in front of the tests that can fail. */
public final class CompletionBeforeEinval extends ModelMutant {
  public CompletionBeforeEinval() {
    super(
        Breach.of(
                "IMM-08",
                "completion-before-einval",
                "A KVM_RUN that fails with EINVAL has finished the pending operation.")
            .seenAs("no register has changed", "changed: "));
  }

  @Override
  public Blueprint apply(Blueprint mainline) {
    return mainline.change(
        Parts.STAGES, stages -> stages.before(CheckRegisterSets.class, new FinishPending()));
  }
}
