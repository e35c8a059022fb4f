package io.github.kvmtck.mutants.nc;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.Flags;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** Takes capability 239, which others have claimed, for KVM_CAP_NEEDS_COMPLETION. */
public final class FlagByNumberOnly extends VcpuMutant {
  public FlagByNumberOnly() {
    super(
        Breach.of(
                "NC-02",
                "flag-without-the-proposal",
                "A kernel without the proposal sets bit 15 of kvm_run.flags.")
            .seenAs("kvm_run.flags is 0\\b", "kvm_run.flags is 0x8000"));
  }

  @Override
  protected VcpuBreach breaking() {
    return new Flags((ended, flags) -> ended.succeeded() ? flags | 0x8000 : flags);
  }
}
