package io.github.kvmtck.mutants.vtl;

import io.github.kvmtck.api.uapi.ProposedWaits;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** vcpu_block without kvm_lapic_switch_to_sw_timer. */
public final class HaltedUserspaceStopsTheTimer extends VcpuMutant {
  public HaltedUserspaceStopsTheTimer() {
    super(
        Breach.of(
                "VTL-A5",
                "halted-userspace-stops-the-timer",
                "A timer of the local APIC stops in KVM_MP_STATE_HALTED_USERSPACE.")
            .in("mainline+halted-userspace")
            .seenAs("the wait returns", "the wait has not returned"));
  }

  @Override
  protected VcpuBreach breaking() {
    return SetsState.of(
        ProposedWaits.KVM_MP_STATE_HALTED_USERSPACE,
        call -> {
          Timers.stop(call);
          return call.proceed();
        });
  }
}
