package io.github.kvmtck.reference.run;

import io.github.kvmtck.api.uapi.MpState;
import io.github.kvmtck.reference.kvm.Outcome;
import io.github.kvmtck.reference.kvm.RunStage;
import io.github.kvmtck.reference.kvm.RunStages;
import io.github.kvmtck.reference.kvm.Vcpu;
import java.util.Set;

/** vcpu_enter_guest for a runnable vCPU, vcpu_block for one that waits. */
public final class EnterOrBlock implements RunStage {
  /** The states that an event ends. */
  private static final Set<Integer> HALTS =
      Set.of(MpState.KVM_MP_STATE_HALTED.number(), MpState.KVM_MP_STATE_AP_RESET_HOLD.number());

  @Override
  public String name() {
    return "enter the guest or block";
  }

  @Override
  public Outcome run(Vcpu vcpu) {
    if (vcpu.mpState() != MpState.KVM_MP_STATE_RUNNABLE.number()) {
      return block(vcpu);
    }
    RunStages entry = vcpu.vm().system().entry();
    Outcome outcome = entry.run(vcpu);
    return outcome == Outcome.AGAIN ? Outcome.CONTINUE : outcome;
  }

  private static Outcome block(Vcpu vcpu) {
    var wakeUp = vcpu.vm().system().wakeUp();
    if (!wakeUp.runnable(vcpu)) {
      Block.block(vcpu);
      if (!wakeUp.runnable(vcpu)) {
        // A signal, or another event of the host: the activity state stays what it is.
        return Outcome.CONTINUE;
      }
    }
    vcpu.interrupts().initAndSipi().accept();
    if (HALTS.contains(vcpu.mpState())) {
      vcpu.interrupts().haltEnded();
      vcpu.mpState(MpState.KVM_MP_STATE_RUNNABLE.number());
    }
    return Outcome.CONTINUE;
  }
}
