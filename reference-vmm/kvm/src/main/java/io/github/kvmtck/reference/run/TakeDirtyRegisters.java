package io.github.kvmtck.reference.run;

import static io.github.kvmtck.api.uapi.RunOffsets.KVM_DIRTY_REGS;

import io.github.kvmtck.reference.kvm.Outcome;
import io.github.kvmtck.reference.kvm.RunStage;
import io.github.kvmtck.reference.kvm.Vcpu;
import io.github.kvmtck.reference.state.SyncRegs;

/** sync_regs: registers that the client has changed in kvm_run. */
public final class TakeDirtyRegisters implements RunStage {
  @Override
  public String name() {
    return "sync registers";
  }

  @Override
  public Outcome run(Vcpu vcpu) {
    return vcpu.run().u64(KVM_DIRTY_REGS) == 0 || SyncRegs.take(vcpu)
        ? Outcome.CONTINUE
        : Outcome.EINVAL;
  }
}
