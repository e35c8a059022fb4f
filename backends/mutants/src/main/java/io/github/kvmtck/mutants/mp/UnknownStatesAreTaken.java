package io.github.kvmtck.mutants.mp;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** The result of the check is not returned. */
public final class UnknownStatesAreTaken extends VcpuMutant {
  public UnknownStatesAreTaken() {
    super(
        Breach.of(
                "MP-03",
                "unknown-states-are-taken",
                "KVM_SET_MP_STATE returns 0 for a state that x86 does not have.")
            .seenAs("-1 EINVAL", "0"));
  }

  @Override
  protected VcpuBreach breaking() {
    return MpStates.set((asked, result) -> Result.ZERO);
  }
}
