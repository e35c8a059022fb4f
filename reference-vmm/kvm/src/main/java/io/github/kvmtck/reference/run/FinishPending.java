package io.github.kvmtck.reference.run;

import io.github.kvmtck.reference.kvm.Outcome;
import io.github.kvmtck.reference.kvm.Pending;
import io.github.kvmtck.reference.kvm.RunStage;
import io.github.kvmtck.reference.kvm.Vcpu;

/**
 * Finishes the operation that the last exit left incomplete, before anything can keep KVM_RUN from
 * it (api.rst section 5, rules COMP-01 and COMP-02). If it needs userspace again, that exit is what
 * KVM_RUN returns (rule COMP-06).
 */
public final class FinishPending implements RunStage {
  @Override
  public String name() {
    return "finish the pending operation";
  }

  @Override
  public Outcome run(Vcpu vcpu) {
    Pending pending = vcpu.pending();
    if (pending == null) {
      return Outcome.CONTINUE;
    }
    vcpu.pending(null);
    return Completion.finish(vcpu, pending);
  }
}
