package io.github.kvmtck.mutants.race;

import io.github.kvmtck.reference.kvm.Outcome;
import io.github.kvmtck.reference.kvm.Pending;
import io.github.kvmtck.reference.kvm.Question;
import io.github.kvmtck.reference.kvm.RunStage;
import io.github.kvmtck.reference.kvm.Vcpu;

/** An MMIO read whose address is in a slot by now starts over. */
record LooksForMemory(RunStage stage) implements RunStage {
  @Override
  public String name() {
    return stage.name();
  }

  @Override
  public Outcome run(Vcpu vcpu) {
    if (vcpu.pending() instanceof Pending.Reexecute again
        && again.question() instanceof Question.Mmio(long address, int _)
        && vcpu.memslots().find(address >>> 12) != null) {
      vcpu.pending(null);
    }
    return stage.run(vcpu);
  }
}
