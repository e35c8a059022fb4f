package io.github.kvmtck.mutants.run;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.uapi.VcpuEvents;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** The interrupt is forgotten at the entry that was to deliver it. */
public final class GivenInterruptIsLost extends VcpuMutant {
  public GivenInterruptIsLost() {
    super(
        Breach.of(
                "RUN-04",
                "given-interrupt-is-lost",
                "KVM_INTERRUPT succeeds and the interrupt never comes.")
            .seenAsHang());
  }

  @Override
  protected VcpuBreach breaking() {
    return call -> call.is(VcpuEvents.KVM_INTERRUPT) ? Result.ZERO : call.proceed();
  }
}
