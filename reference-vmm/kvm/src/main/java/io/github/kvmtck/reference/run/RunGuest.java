package io.github.kvmtck.reference.run;

import io.github.kvmtck.api.SchedulingPoint;
import io.github.kvmtck.api.uapi.ExitReason;
import io.github.kvmtck.reference.kvm.Outcome;
import io.github.kvmtck.reference.kvm.RunStage;
import io.github.kvmtck.reference.kvm.RunStages;
import io.github.kvmtck.reference.kvm.Vcpu;

/** vcpu_run: rounds of entering the guest, until one of them ends in userspace. */
public final class RunGuest implements RunStage {
  @Override
  public String name() {
    return "run the guest";
  }

  @Override
  public Outcome run(Vcpu vcpu) {
    RunStages round = vcpu.vm().system().round();
    vcpu.task().reach(SchedulingPoint.RUN_BEFORE_ENTRY);
    vcpu.run().exitReason(ExitReason.KVM_EXIT_UNKNOWN);
    Outcome outcome = Outcome.CONTINUE;
    while (outcome == Outcome.CONTINUE || outcome == Outcome.AGAIN) {
      outcome = round.run(vcpu);
    }
    vcpu.task().reach(SchedulingPoint.EXIT_DECIDED);
    return outcome;
  }
}
