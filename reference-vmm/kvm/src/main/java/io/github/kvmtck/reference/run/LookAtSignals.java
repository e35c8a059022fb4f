package io.github.kvmtck.reference.run;

import io.github.kvmtck.api.uapi.ExitReason;
import io.github.kvmtck.reference.kvm.Outcome;
import io.github.kvmtck.reference.kvm.RunStage;
import io.github.kvmtck.reference.kvm.Vcpu;
import io.github.kvmtck.reference.kvm.VcpuStats.Counter;

/** xfer_to_guest_mode_handle_work: EINTR and KVM_EXIT_INTR for a pending signal (rule SIG-02). */
public final class LookAtSignals implements RunStage {
  @Override
  public String name() {
    return "look at signals";
  }

  @Override
  public Outcome run(Vcpu vcpu) {
    if (!vcpu.task().interrupted()) {
      return Outcome.CONTINUE;
    }
    vcpu.run().exitReason(ExitReason.KVM_EXIT_INTR);
    vcpu.stats().count(Counter.SIGNAL_EXITS);
    return Outcome.EINTR;
  }
}
