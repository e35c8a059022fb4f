package io.github.kvmtck.mutants.mp;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** The check comes before the state is looked at. */
public final class RunnableIsRefusedWithoutApic extends VcpuMutant {
  public RunnableIsRefusedWithoutApic() {
    super(
        Breach.of(
                "MP-02",
                "runnable-is-refused-without-apic",
                "Without an in-kernel local APIC KVM_SET_MP_STATE refuses RUNNABLE too.")
            .seenAs("0", "-1 EINVAL"));
  }

  @Override
  protected VcpuBreach breaking() {
    return MpStates.set((asked, result) -> asked == 0 ? Result.error(Errno.EINVAL) : result);
  }
}
