package io.github.kvmtck.mutants.comp;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.model.Forgets;
import io.github.kvmtck.mutants.model.ModelMutant;
import io.github.kvmtck.reference.blueprint.Blueprint;
import io.github.kvmtck.reference.kvm.Parts;
import io.github.kvmtck.reference.run.CheckRegisterSets;

/** The completion callback is cleared at the end of every KVM_RUN. */
public final class RefusedRegistersDropCompletion extends ModelMutant {
  public RefusedRegistersDropCompletion() {
    super(
        Breach.of(
                "COMP-09",
                "refused-registers-drop-completion",
                "A KVM_RUN that fails for kvm_valid_regs or kvm_dirty_regs forgets the pending"
                    + " operation.")
            .seenAs("AL is 0xAB", "AL is 0\\b")
            .seenAs("AX is 0x1234", "AX is 0\\b"));
  }

  @Override
  public Blueprint apply(Blueprint mainline) {
    return mainline.change(
        Parts.STAGES, stages -> stages.replace(CheckRegisterSets.class, Forgets::new));
  }
}
