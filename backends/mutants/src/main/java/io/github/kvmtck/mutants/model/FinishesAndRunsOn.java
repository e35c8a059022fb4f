package io.github.kvmtck.mutants.model;

import io.github.kvmtck.reference.kvm.Outcome;
import io.github.kvmtck.reference.kvm.RunStage;
import io.github.kvmtck.reference.kvm.Vcpu;

/** Finishes the pending operation and executes the instruction behind it in the same breath. */
public record FinishesAndRunsOn(RunStage stage) implements RunStage {
  @Override
  public String name() {
    return stage.name();
  }

  @Override
  public Outcome run(Vcpu vcpu) {
    boolean pending = vcpu.pending() != null;
    Outcome outcome = stage.run(vcpu);
    if (pending && outcome == Outcome.CONTINUE) {
      var ignored = vcpu.inGuestMode(() -> vcpu.processor().run(1));
    }
    return outcome;
  }
}
