package io.github.kvmtck.mutants.vtl;

import io.github.kvmtck.api.uapi.ProposedVtl;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** kvm_arch_vcpu_ioctl_set_mpstate without kvm_hv_cpuid_vsm_enabled. */
public final class StateElevenNeedsNoPrivilege extends VcpuMutant {
  public StateElevenNeedsNoPrivilege() {
    super(
        Breach.of(
                "VTL-02",
                "state-eleven-needs-no-privilege",
                "State 11 is taken without HV_ACCESS_VSM in CPUID.")
            .in("mainline+hv-inactive-vtl")
            .seenAs("-1 EINVAL", "0"));
  }

  @Override
  protected VcpuBreach breaking() {
    return SetsState.of(ProposedVtl.KVM_MP_STATE_HV_INACTIVE_VTL, SetsState::whateverIsSaid);
  }
}
