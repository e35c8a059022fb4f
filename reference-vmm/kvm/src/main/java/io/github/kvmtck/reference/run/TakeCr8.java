package io.github.kvmtck.reference.run;

import io.github.kvmtck.api.uapi.RunOffsets;
import io.github.kvmtck.reference.kvm.Outcome;
import io.github.kvmtck.reference.kvm.RunStage;
import io.github.kvmtck.reference.kvm.Vcpu;

/** Without an in-kernel local APIC the client owns the task priority (rule RUN-02). */
public final class TakeCr8 implements RunStage {
  @Override
  public String name() {
    return "cr8";
  }

  @Override
  public Outcome run(Vcpu vcpu) {
    return vcpu.vm().lapicInKernel() || vcpu.interrupts().cr8(vcpu.run().u64(RunOffsets.CR8))
        ? Outcome.CONTINUE
        : Outcome.EINVAL;
  }
}
