package io.github.kvmtck.mutants.mp;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** The result of the check is not returned. */
public final class StartingStatesAreTakenInSmm extends VcpuMutant {
  public StartingStatesAreTakenInSmm() {
    super(
        Breach.of(
                "MP-05",
                "starting-states-are-taken-in-smm",
                "KVM_SET_MP_STATE returns 0 for INIT_RECEIVED and SIPI_RECEIVED while INIT is"
                    + " blocked.")
            .seenAs("-1 EINVAL", "0"));
  }

  @Override
  protected VcpuBreach breaking() {
    return MpStates.set((asked, result) -> result.errno() == Errno.EINVAL ? Result.ZERO : result);
  }
}
