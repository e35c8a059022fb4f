package io.github.kvmtck.mutants.vtl;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.uapi.ProposedWaits;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** The default case of kvm_arch_vcpu_ioctl_set_mpstate is no error. */
public final class HaltedUserspaceWithoutTheProposal extends VcpuMutant {
  public HaltedUserspaceWithoutTheProposal() {
    super(
        Breach.of(
                "VTL-A5",
                "halted-userspace-without-the-proposal",
                "A kernel without the proposal takes KVM_MP_STATE_HALTED_USERSPACE.")
            .seenAs("-1 EINVAL", "0"));
  }

  @Override
  protected VcpuBreach breaking() {
    return SetsState.of(ProposedWaits.KVM_MP_STATE_HALTED_USERSPACE, call -> Result.ZERO);
  }
}
