package io.github.kvmtck.mutants.comp;

import io.github.kvmtck.api.uapi.MpState;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.Exits;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** A completion that leaves the wait to the next KVM_RUN, without telling anybody. */
public final class VtlSwitchHalts extends VcpuMutant {
  public VtlSwitchHalts() {
    super(
        Breach.of(
                "COMP-33",
                "vtl-switch-halts",
                "Completing a switch of VTLs leaves the vCPU HALTED.")
            .in("mainline+hv-inactive-vtl")
            .seenAs("KVM_MP_STATE_RUNNABLE", "KVM_MP_STATE_HALTED"));
  }

  @Override
  protected VcpuBreach breaking() {
    return VcpuBreach.onRun(call -> {
      boolean completes = Exits.HYPERV.test(call.run());
      var result = call.proceed();
      if (completes && result.failed()) {
        call.vcpu().setMpState(MpState.KVM_MP_STATE_HALTED).orThrow();
      }
      return result;
    });
  }
}
