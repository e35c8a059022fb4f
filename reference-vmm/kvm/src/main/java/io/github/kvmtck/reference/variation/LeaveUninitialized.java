package io.github.kvmtck.reference.variation;

import io.github.kvmtck.api.uapi.MpState;
import io.github.kvmtck.reference.kvm.Outcome;
import io.github.kvmtck.reference.kvm.RunStage;
import io.github.kvmtck.reference.kvm.Vcpu;

/**
 * A vCPU that waits for INIT looks at a request as well as one that is HALTED, and stays
 * UNINITIALIZED (rules UX-12 and KICK-01).
 *
 * @param stage the wait
 * @param leave ends KVM_RUN where it was requested
 */
public record LeaveUninitialized(RunStage stage, RunStage leave) implements AroundStage {
  @Override
  public Outcome run(Vcpu vcpu) {
    boolean waits = vcpu.mpState() == MpState.KVM_MP_STATE_UNINITIALIZED.number();
    Outcome outcome = waits && vcpu.wantsToRun() ? leave.run(vcpu) : Outcome.CONTINUE;
    if (outcome == Outcome.CONTINUE) {
      outcome = stage.run(vcpu);
    }
    Outcome asked = outcome == Outcome.EAGAIN ? leave.run(vcpu) : Outcome.CONTINUE;
    return asked == Outcome.CONTINUE ? outcome : asked;
  }
}
