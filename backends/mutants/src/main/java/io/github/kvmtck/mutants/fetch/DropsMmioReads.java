package io.github.kvmtck.mutants.fetch;

import io.github.kvmtck.reference.kvm.Outcome;
import io.github.kvmtck.reference.kvm.Pending;
import io.github.kvmtck.reference.kvm.Question;
import io.github.kvmtck.reference.kvm.RunStage;
import io.github.kvmtck.reference.kvm.Vcpu;

/** The answer to an MMIO read is forgotten, so that the instruction starts over. */
record DropsMmioReads(RunStage stage) implements RunStage {
  @Override
  public String name() {
    return stage.name();
  }

  @Override
  public Outcome run(Vcpu vcpu) {
    if (vcpu.pending() instanceof Pending.Reexecute again
        && again.question() instanceof Question.Mmio) {
      vcpu.pending(null);
    }
    return stage.run(vcpu);
  }
}
