package io.github.kvmtck.mutants.vtl;

import io.github.kvmtck.api.uapi.ProposedVtl;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** vcpu_block without kvm_lapic_switch_to_sw_timer. */
public final class TimerStopsWithTheVtl extends VcpuMutant {
  public TimerStopsWithTheVtl() {
    super(
        Breach.of(
                "VTL-19",
                "timer-stops-with-the-vtl",
                "A timer of the local APIC stops in state 11.")
            .in("mainline+hv-inactive-vtl")
            .seenAs("the wait returns", "the wait has not returned"));
  }

  @Override
  protected VcpuBreach breaking() {
    return SetsState.of(
        ProposedVtl.KVM_MP_STATE_HV_INACTIVE_VTL,
        call -> {
          Timers.stop(call);
          return call.proceed();
        });
  }
}
