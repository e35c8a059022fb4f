package io.github.kvmtck.mutants.vtl;

import io.github.kvmtck.api.uapi.ProposedWaits;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** An ioctl without kvm_lapic_switch_to_sw_timer. */
public final class WaitIoctlStopsTheTimer extends VcpuMutant {
  public WaitIoctlStopsTheTimer() {
    super(
        Breach.of(
                "VTL-A1",
                "wait-ioctl-stops-the-timer",
                "A timer of the local APIC stops during KVM_VCPU_WAIT.")
            .in("mainline+vcpu-wait")
            .seenAs("the wait returns", "the wait has not returned"));
  }

  @Override
  protected VcpuBreach breaking() {
    return call -> {
      if (call.is(ProposedWaits.KVM_VCPU_WAIT)) {
        Timers.stop(call);
      }
      return call.proceed();
    };
  }
}
