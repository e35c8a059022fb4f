package io.github.kvmtck.mutants.comp;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.model.ModelMutant;
import io.github.kvmtck.reference.blueprint.Blueprint;
import io.github.kvmtck.reference.kvm.Parts;
import io.github.kvmtck.reference.run.CheckRegisterSets;
import io.github.kvmtck.reference.run.FinishPending;

/** complete_userspace_io in front of the tests that can fail. */
public final class CompletesBeforeTheChecks extends ModelMutant {
  public CompletesBeforeTheChecks() {
    super(
        Breach.of(
                "COMP-09",
                "completes-before-the-checks",
                "A KVM_RUN that fails for kvm_valid_regs has finished the pending operation"
                    + " before.")
            .seenAs("no register has changed", "changed: "));
  }

  @Override
  public Blueprint apply(Blueprint mainline) {
    return mainline.change(
        Parts.STAGES, stages -> stages.before(CheckRegisterSets.class, new FinishPending()));
  }
}
