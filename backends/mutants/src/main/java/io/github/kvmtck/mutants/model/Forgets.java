package io.github.kvmtck.mutants.model;

import io.github.kvmtck.reference.kvm.Outcome;
import io.github.kvmtck.reference.kvm.RunStage;
import io.github.kvmtck.reference.kvm.Vcpu;

/** A stage that loses the pending operation where it ends KVM_RUN. */
public record Forgets(RunStage stage) implements RunStage {
  @Override
  public String name() {
    return stage.name();
  }

  @Override
  public Outcome run(Vcpu vcpu) {
    Outcome outcome = stage.run(vcpu);
    if (outcome != Outcome.CONTINUE) {
      vcpu.pending(null);
    }
    return outcome;
  }
}
