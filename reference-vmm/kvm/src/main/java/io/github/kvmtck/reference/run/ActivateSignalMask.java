package io.github.kvmtck.reference.run;

import io.github.kvmtck.api.Syscall.Sigmask.How;
import io.github.kvmtck.reference.kvm.Outcome;
import io.github.kvmtck.reference.kvm.RunStage;
import io.github.kvmtck.reference.kvm.Vcpu;

/** kvm_sigset_activate: the mask of KVM_SET_SIGNAL_MASK replaces the task's (rule SIG-01). */
public final class ActivateSignalMask implements RunStage {
  @Override
  public String name() {
    return "activate the signal mask";
  }

  @Override
  public Outcome run(Vcpu vcpu) {
    var mask = vcpu.settings().signalMask();
    if (mask != null) {
      vcpu.taskMask(vcpu.task().signals().mask(How.SETMASK, mask.blocked()));
    }
    return Outcome.CONTINUE;
  }
}
