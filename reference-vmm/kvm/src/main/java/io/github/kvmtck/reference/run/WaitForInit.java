package io.github.kvmtck.reference.run;

import io.github.kvmtck.api.uapi.ExitReason;
import io.github.kvmtck.api.uapi.MpState;
import io.github.kvmtck.reference.kvm.Outcome;
import io.github.kvmtck.reference.kvm.RunStage;
import io.github.kvmtck.reference.kvm.Vcpu;
import io.github.kvmtck.reference.kvm.VcpuStats.Counter;

/**
 * An UNINITIALIZED vCPU has nothing to run until INIT and SIPI have come. This comes before all
 * else, so EINTR from here proves nothing about a pending operation (rule IMM-01 as amended).
 */
public final class WaitForInit implements RunStage {
  @Override
  public String name() {
    return "uninitialized state";
  }

  @Override
  public Outcome run(Vcpu vcpu) {
    if (vcpu.mpState() != MpState.KVM_MP_STATE_UNINITIALIZED.number()) {
      return Outcome.CONTINUE;
    }
    if (!vcpu.wantsToRun()) {
      return Outcome.EINTR;
    }
    Block.block(vcpu);
    vcpu.interrupts().initAndSipi().accept();
    if (vcpu.task().interrupted()) {
      vcpu.run().exitReason(ExitReason.KVM_EXIT_INTR);
      vcpu.stats().count(Counter.SIGNAL_EXITS);
      return Outcome.EINTR;
    }
    return Outcome.EAGAIN;
  }
}
