package io.github.kvmtck.mutants.mp;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** The result of the check is not returned. */
public final class AnyStateIsTakenWithoutApic extends VcpuMutant {
  public AnyStateIsTakenWithoutApic() {
    super(
        Breach.of(
                "MP-02",
                "any-state-is-taken-without-apic",
                "Without an in-kernel local APIC KVM_SET_MP_STATE returns 0 for every state.")
            .seenAs("-1 EINVAL", "0"));
  }

  @Override
  protected VcpuBreach breaking() {
    return MpStates.set((asked, result) -> result.errno() == Errno.EINVAL ? Result.ZERO : result);
  }
}
