package io.github.kvmtck.mutants.vtl;

import io.github.kvmtck.api.uapi.MpState;
import io.github.kvmtck.api.uapi.ProposedVtl;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** vcpu-&gt;arch.mp_state written before the switch. */
public final class RefusedStateElevenIsRunnable extends VcpuMutant {
  public RefusedStateElevenIsRunnable() {
    super(
        Breach.of(
                "VTL-01",
                "refused-state-eleven-is-runnable",
                "State 11 is refused and makes the vCPU RUNNABLE.")
            .seenAs("KVM_MP_STATE_(HALTED|INIT_RECEIVED)", "KVM_MP_STATE_RUNNABLE"));
  }

  @Override
  protected VcpuBreach breaking() {
    return SetsState.of(
        ProposedVtl.KVM_MP_STATE_HV_INACTIVE_VTL,
        call -> {
          call.vcpu().setMpState(MpState.KVM_MP_STATE_RUNNABLE).orThrow();
          return call.proceed();
        });
  }
}
