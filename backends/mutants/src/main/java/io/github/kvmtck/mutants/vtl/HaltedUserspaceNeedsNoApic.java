package io.github.kvmtck.mutants.vtl;

import io.github.kvmtck.api.uapi.ProposedWaits;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** The new state beside RUNNABLE. */
public final class HaltedUserspaceNeedsNoApic extends VcpuMutant {
  public HaltedUserspaceNeedsNoApic() {
    super(
        Breach.of(
                "VTL-A5",
                "halted-userspace-needs-no-apic",
                "KVM_MP_STATE_HALTED_USERSPACE is taken without an in-kernel local APIC.")
            .in("mainline+halted-userspace")
            .seenAs("-1 EINVAL", "0"));
  }

  @Override
  protected VcpuBreach breaking() {
    return SetsState.of(ProposedWaits.KVM_MP_STATE_HALTED_USERSPACE, SetsState::whateverIsSaid);
  }
}
