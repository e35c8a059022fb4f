package io.github.kvmtck.mutants.mp;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** lapic_in_kernel is asked the wrong way round. */
public final class KnownStatesAreRefused extends VcpuMutant {
  public KnownStatesAreRefused() {
    super(
        Breach.of(
                "MP-03",
                "known-states-are-refused",
                "With an in-kernel local APIC KVM_SET_MP_STATE is EINVAL for every state.")
            .seenAs("0", "-1 EINVAL")
            .seenAs("KVM_MP_STATE_HALTED", "KVM_MP_STATE_RUNNABLE"));
  }

  @Override
  protected VcpuBreach breaking() {
    return MpStates.set((asked, result) -> Result.error(Errno.EINVAL));
  }
}
