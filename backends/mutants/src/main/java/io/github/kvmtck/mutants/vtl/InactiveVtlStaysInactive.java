package io.github.kvmtck.mutants.vtl;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.uapi.MpState;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** An event that has to be gone first. */
public final class InactiveVtlStaysInactive extends VcpuMutant {
  public InactiveVtlStaysInactive() {
    super(
        Breach.of(
                "VTL-07", "inactive-vtl-stays-inactive", "Setting RUNNABLE does not end state 11.")
            .in("mainline+hv-inactive-vtl")
            .seenAs(
                "KVM_RUN returns 0 for a 1-byte write",
                "KVM_RUN returns 0 for KVM_EXIT_SYSTEM_EVENT"));
  }

  @Override
  protected VcpuBreach breaking() {
    return SetsState.of(MpState.KVM_MP_STATE_RUNNABLE.number(), call -> Result.ZERO);
  }
}
