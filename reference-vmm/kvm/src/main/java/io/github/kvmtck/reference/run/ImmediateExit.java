package io.github.kvmtck.reference.run;

import io.github.kvmtck.reference.kvm.Outcome;
import io.github.kvmtck.reference.kvm.RunStage;
import io.github.kvmtck.reference.kvm.Vcpu;

/**
 * immediate_exit, as it was when KVM_RUN began: EINTR, exit_reason untouched, no event consumed,
 * and before signals are looked at (rules IMM-01, IMM-04, IMM-05 and IMM-08).
 */
public final class ImmediateExit implements RunStage {
  @Override
  public String name() {
    return "immediate_exit";
  }

  @Override
  public Outcome run(Vcpu vcpu) {
    return vcpu.wantsToRun() ? Outcome.CONTINUE : Outcome.EINTR;
  }
}
