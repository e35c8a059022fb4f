package io.github.kvmtck.mutants.mp;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.uapi.MpState;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** Whatever wakes the task ends the halt. */
public final class SignalEndsTheHalt extends VcpuMutant {
  public SignalEndsTheHalt() {
    super(
        Breach.of(
                "MP-07",
                "signal-ends-the-halt",
                "A signal that ends KVM_RUN makes a HALTED vCPU RUNNABLE.")
            .seenAs("KVM_MP_STATE_HALTED", "KVM_MP_STATE_RUNNABLE"));
  }

  @Override
  protected VcpuBreach breaking() {
    return VcpuBreach.afterRun(ended -> {
      if (ended.result().errno() == Errno.EINTR) {
        ended.call().vcpu().setMpState(MpState.KVM_MP_STATE_RUNNABLE).orThrow();
      }
      return ended.result();
    });
  }
}
