package io.github.kvmtck.mutants.imm;

import io.github.kvmtck.api.uapi.MpState;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** Sets the state of a vCPU that is about to run before it knows that it will not. */
public final class ImmediateExitWakes extends VcpuMutant {
  public ImmediateExitWakes() {
    super(
        Breach.of(
                "IMM-06",
                "immediate-exit-wakes",
                "KVM_RUN with immediate_exit makes the vCPU RUNNABLE.")
            .seenAs("KVM_MP_STATE_", "KVM_MP_STATE_RUNNABLE"));
  }

  @Override
  protected VcpuBreach breaking() {
    return VcpuBreach.afterRun(ended -> {
      if (ended.immediate() && !ended.succeeded()) {
        ended.call().vcpu().setMpState(MpState.KVM_MP_STATE_RUNNABLE).orThrow();
      }
      return ended.result();
    });
  }
}
