package io.github.kvmtck.reference.run;

import static io.github.kvmtck.api.uapi.RunOffsets.KVM_DIRTY_REGS;
import static io.github.kvmtck.api.uapi.RunOffsets.KVM_VALID_REGS;

import io.github.kvmtck.reference.kvm.Outcome;
import io.github.kvmtck.reference.kvm.RunStage;
import io.github.kvmtck.reference.kvm.Vcpu;
import io.github.kvmtck.reference.state.SyncRegs;

/** A register set that does not exist is EINVAL, and the pending operation is kept (COMP-09). */
public final class CheckRegisterSets implements RunStage {
  @Override
  public String name() {
    return "check register sets";
  }

  @Override
  public Outcome run(Vcpu vcpu) {
    long asked = vcpu.run().u64(KVM_VALID_REGS) | vcpu.run().u64(KVM_DIRTY_REGS);
    return (asked & ~SyncRegs.ALL) == 0 ? Outcome.CONTINUE : Outcome.EINVAL;
  }
}
