package io.github.kvmtck.reference.run;

import static io.github.kvmtck.api.uapi.RunOffsets.KVM_VALID_REGS;

import io.github.kvmtck.reference.kvm.Outcome;
import io.github.kvmtck.reference.kvm.RunStage;
import io.github.kvmtck.reference.kvm.Vcpu;
import io.github.kvmtck.reference.state.SyncRegs;

/** store_regs: also where KVM_RUN fails (rule RUN-03). */
public final class StoreRegisters implements RunStage {
  @Override
  public String name() {
    return "store registers";
  }

  @Override
  public Outcome run(Vcpu vcpu) {
    if (vcpu.run().u64(KVM_VALID_REGS) != 0) {
      SyncRegs.store(vcpu);
    }
    return Outcome.CONTINUE;
  }
}
