package io.github.kvmtck.mutants.vtl;

import io.github.kvmtck.api.uapi.MpState;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.reference.kvm.Vcpu;

/** The new state beside HALTED in vcpu_block. */
public final class WakeUpMakesRunnable extends AtWakeUp {
  public WakeUpMakesRunnable() {
    super(
        Breach.of(
                "VTL-07",
                "wake-up-makes-runnable",
                "The exit for a wake-up makes the vCPU RUNNABLE.")
            .in("mainline+hv-inactive-vtl")
            .seenAs("the MP state is 11", "the MP state is KVM_MP_STATE_RUNNABLE")
            .seenAs("0 KVM_EXIT_SYSTEM_EVENT", "0 KVM_EXIT_IO"));
  }

  @Override
  void awake(Vcpu vcpu) {
    vcpu.mpState(MpState.KVM_MP_STATE_RUNNABLE.number());
  }
}
