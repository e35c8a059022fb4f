package io.github.kvmtck.mutants.vtl;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.uapi.ProposedWaits;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** A number that means something else. */
public final class WaitIoctlWithoutTheProposal extends VcpuMutant {
  public WaitIoctlWithoutTheProposal() {
    super(
        Breach.of(
                "VTL-A1",
                "wait-ioctl-without-the-proposal",
                "A kernel without the proposal takes KVM_VCPU_WAIT.")
            .seenAs("-1 EINVAL", "0"));
  }

  @Override
  protected VcpuBreach breaking() {
    return call -> call.is(ProposedWaits.KVM_VCPU_WAIT) ? Result.ZERO : call.proceed();
  }
}
