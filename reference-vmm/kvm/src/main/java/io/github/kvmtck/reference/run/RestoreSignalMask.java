package io.github.kvmtck.reference.run;

import io.github.kvmtck.api.Syscall.Sigmask.How;
import io.github.kvmtck.reference.kvm.Outcome;
import io.github.kvmtck.reference.kvm.RunStage;
import io.github.kvmtck.reference.kvm.Vcpu;

/**
 * kvm_sigset_deactivate: a signal that only the KVM_RUN mask let through stays pending (SIG-03).
 */
public final class RestoreSignalMask implements RunStage {
  @Override
  public String name() {
    return "restore the signal mask";
  }

  @Override
  public Outcome run(Vcpu vcpu) {
    if (vcpu.settings().signalMask() != null) {
      var unused = vcpu.task().signals().mask(How.SETMASK, vcpu.taskMask());
    }
    return Outcome.CONTINUE;
  }
}
