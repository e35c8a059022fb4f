package io.github.kvmtck.reference.run;

import io.github.kvmtck.reference.kvm.Outcome;
import io.github.kvmtck.reference.kvm.RunStage;
import io.github.kvmtck.reference.kvm.Vcpu;

/** kvm_run.flags tells of the exit of this call only (rules NC-05 and RUN-01). */
public final class ClearFlags implements RunStage {
  @Override
  public String name() {
    return "clear flags";
  }

  @Override
  public Outcome run(Vcpu vcpu) {
    vcpu.run().flags(0);
    return Outcome.CONTINUE;
  }
}
