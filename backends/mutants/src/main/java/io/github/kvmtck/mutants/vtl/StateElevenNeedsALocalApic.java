package io.github.kvmtck.mutants.vtl;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.uapi.ProposedVtl;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** The new state beside HALTED, behind lapic_in_kernel. */
public final class StateElevenNeedsALocalApic extends VcpuMutant {
  public StateElevenNeedsALocalApic() {
    super(
        Breach.of(
                "VTL-02",
                "state-eleven-needs-a-local-apic",
                "State 11 is EINVAL without an in-kernel local APIC.")
            .in("mainline+hv-inactive-vtl")
            .seenAs("0", "-1 EINVAL"));
  }

  @Override
  protected VcpuBreach breaking() {
    return SetsState.of(
        ProposedVtl.KVM_MP_STATE_HV_INACTIVE_VTL,
        call -> call.vcpu().getLapic().failed() ? Result.error(Errno.EINVAL) : call.proceed());
  }
}
