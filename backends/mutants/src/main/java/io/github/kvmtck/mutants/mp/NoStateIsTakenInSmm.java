package io.github.kvmtck.mutants.mp;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** Whether INIT is blocked is asked before the state is looked at. */
public final class NoStateIsTakenInSmm extends VcpuMutant {
  public NoStateIsTakenInSmm() {
    super(
        Breach.of(
                "MP-05",
                "no-state-is-taken-in-smm",
                "In SMM KVM_SET_MP_STATE is EINVAL for every state.")
            .seenAs("0", "-1 EINVAL"));
  }

  @Override
  protected VcpuBreach breaking() {
    return MpStates.set((asked, result) -> Result.error(Errno.EINVAL));
  }
}
