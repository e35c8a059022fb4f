package io.github.kvmtck.mutants.imm;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.model.ModelMutant;
import io.github.kvmtck.reference.blueprint.Blueprint;
import io.github.kvmtck.reference.kvm.Parts;
import io.github.kvmtck.reference.run.FinishPending;
import io.github.kvmtck.reference.run.ImmediateExit;

/** Two lines of kvm_arch_vcpu_ioctl_run in the other order. */
public final class ImmediateExitBeforeCompletion extends ModelMutant {
  public ImmediateExitBeforeCompletion() {
    super(
        Breach.of(
                "IMM-08",
                "immediate-exit-before-completion",
                "immediate_exit wins over the pending operation.")
            .seenAs("KVM_RUN returns 0 for an MMIO write", "KVM_RUN fails with EINTR"));
  }

  @Override
  public Blueprint apply(Blueprint mainline) {
    return mainline.change(
        Parts.STAGES, stages -> stages.swap(FinishPending.class, ImmediateExit.class));
  }
}
