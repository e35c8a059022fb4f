package io.github.kvmtck.mutants.vtl;

import io.github.kvmtck.api.uapi.MpState;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** vcpu_block that takes a signal for an event. */
public final class InterruptionMakesRunnable extends VcpuMutant {
  public InterruptionMakesRunnable() {
    super(
        Breach.of(
                "VTL-13",
                "interruption-makes-runnable",
                "A KVM_RUN that was interrupted in state 11 leaves the vCPU RUNNABLE.")
            .in("mainline+hv-inactive-vtl")
            .seenAs("the MP state is 11", "the MP state is KVM_MP_STATE_RUNNABLE"));
  }

  @Override
  protected VcpuBreach breaking() {
    return VcpuBreach.afterRun(ended -> {
      if (!ended.succeeded()) {
        ended.call().vcpu().setMpState(MpState.KVM_MP_STATE_RUNNABLE).orThrow();
      }
      return ended.result();
    });
  }
}
