package io.github.kvmtck.reference.run;

import io.github.kvmtck.api.SchedulingPoint;
import io.github.kvmtck.reference.kvm.Outcome;
import io.github.kvmtck.reference.kvm.RunStage;
import io.github.kvmtck.reference.kvm.Vcpu;

/**
 * kvm_vcpu_exit_request: work that has come since it was last looked for cancels the entry. What
 * comes later finds a vCPU in guest mode, and kicks it.
 */
public final class LastLook implements RunStage {
  @Override
  public String name() {
    return "last look for work";
  }

  @Override
  public Outcome run(Vcpu vcpu) {
    vcpu.cpu().boundary.takeAttention();
    vcpu.task().reach(SchedulingPoint.ENTER_GUEST);
    return vcpu.requests().any() || vcpu.task().interrupted() ? Outcome.AGAIN : Outcome.CONTINUE;
  }
}
