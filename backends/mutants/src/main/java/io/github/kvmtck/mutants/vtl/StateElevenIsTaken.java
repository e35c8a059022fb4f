package io.github.kvmtck.mutants.vtl;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.uapi.ProposedVtl;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** The default case of kvm_arch_vcpu_ioctl_set_mpstate is no error. */
public final class StateElevenIsTaken extends VcpuMutant {
  public StateElevenIsTaken() {
    super(
        Breach.of(
                "VTL-01", "state-eleven-is-taken", "A kernel without the proposal takes state 11.")
            .seenAs("-1 EINVAL", "0"));
  }

  @Override
  protected VcpuBreach breaking() {
    return SetsState.of(ProposedVtl.KVM_MP_STATE_HV_INACTIVE_VTL, call -> Result.ZERO);
  }
}
