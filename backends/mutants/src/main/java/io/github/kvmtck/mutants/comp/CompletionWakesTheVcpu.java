package io.github.kvmtck.mutants.comp;

import io.github.kvmtck.api.uapi.MpState;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** Takes the end of an instruction for an event. */
public final class CompletionWakesTheVcpu extends VcpuMutant {
  public CompletionWakesTheVcpu() {
    super(
        Breach.of(
                "COMP-33",
                "completion-wakes-the-vcpu",
                "Completing an operation ends KVM_MP_STATE_HALTED.")
            .seenAs("KVM_MP_STATE_HALTED", "KVM_MP_STATE_RUNNABLE"));
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
