package io.github.kvmtck.mutants.imm;

import io.github.kvmtck.api.uapi.MpState;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** Takes "does not run" for "has nothing to run". */
public final class ImmediateExitHalts extends VcpuMutant {
  public ImmediateExitHalts() {
    super(
        Breach.of(
                "IMM-06",
                "immediate-exit-halts",
                "KVM_RUN with immediate_exit makes the vCPU HALTED.")
            .seenAs("KVM_MP_STATE_", "KVM_MP_STATE_HALTED"));
  }

  @Override
  protected VcpuBreach breaking() {
    return VcpuBreach.afterRun(ended -> {
      if (ended.immediate() && !ended.succeeded()) {
        ended.call().vcpu().setMpState(MpState.KVM_MP_STATE_HALTED).orThrow();
      }
      return ended.result();
    });
  }
}
