package io.github.kvmtck.mutants.comp;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.model.ModelMutant;
import io.github.kvmtck.reference.blueprint.Blueprint;
import io.github.kvmtck.reference.kvm.Parts;
import io.github.kvmtck.reference.run.FinishPending;
import io.github.kvmtck.reference.run.LookAtSignals;

/** kvm_arch_vcpu_ioctl_run with the test of signals in front of complete_userspace_io. */
public final class SignalsBeforeCompletion extends ModelMutant {
  public SignalsBeforeCompletion() {
    super(
        Breach.of(
                "COMP-02",
                "signals-before-completion",
                "KVM_RUN looks at signals before it finishes a pending operation.")
            .seenAs("AL is 0xAB", "AL is 0\\b"));
  }

  @Override
  public Blueprint apply(Blueprint mainline) {
    return mainline.change(
        Parts.STAGES, stages -> stages.before(FinishPending.class, new LookAtSignals()));
  }
}
