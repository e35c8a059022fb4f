package io.github.kvmtck.mutants.vtl;

import io.github.kvmtck.api.uapi.ProposedWaits;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** A number that means something else. */
public final class PollIsArmedWithoutTheProposal extends VcpuMutant {
  public PollIsArmedWithoutTheProposal() {
    super(
        Breach.of(
                "VTL-A6",
                "poll-is-armed-without-the-proposal",
                "A kernel without the proposal takes KVM_VCPU_ARM_POLL.")
            .seenAs("-1 EINVAL", "0"));
  }

  @Override
  protected VcpuBreach breaking() {
    return Fails.never(ProposedWaits.KVM_VCPU_ARM_POLL);
  }
}
