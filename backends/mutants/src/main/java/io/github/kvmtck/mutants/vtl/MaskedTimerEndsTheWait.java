package io.github.kvmtck.mutants.vtl;

import io.github.kvmtck.api.uapi.ProposedVtl;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** apic_has_pending_timer in the place of kvm_vcpu_has_events. */
public final class MaskedTimerEndsTheWait extends VcpuMutant {
  public MaskedTimerEndsTheWait() {
    super(
        Breach.of(
                "VTL-19",
                "masked-timer-ends-the-wait",
                "A masked timer of the local APIC ends the wait of state 11.")
            .in("mainline+hv-inactive-vtl")
            .seenAs("the wait goes on", "the wait returns 0"));
  }

  @Override
  protected VcpuBreach breaking() {
    return SetsState.of(
        ProposedVtl.KVM_MP_STATE_HV_INACTIVE_VTL,
        call -> {
          Timers.unmask(call);
          return call.proceed();
        });
  }
}
