package io.github.kvmtck.mutants.vtl;

import io.github.kvmtck.api.uapi.ProposedWaits;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** A mask of vcpu-&gt;requests. */
public final class AnyMaskIsArmed extends VcpuMutant {
  public AnyMaskIsArmed() {
    super(
        Breach.of("VTL-A6", "any-mask-is-armed", "KVM_VCPU_ARM_POLL takes bits that mean nothing.")
            .in("mainline+vcpu-poll")
            .seenAs("-1 EINVAL", "0"));
  }

  @Override
  protected VcpuBreach breaking() {
    return Fails.never(ProposedWaits.KVM_VCPU_ARM_POLL);
  }
}
