package io.github.kvmtck.mutants.sig;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.uapi.ExitReason;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.Exits;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** KVM_EXIT_INTR as an exit like any other. */
public final class SignalExitReturnsZero extends VcpuMutant {
  public SignalExitReturnsZero() {
    super(
        Breach.of("SIG-02", "signal-exit-returns-zero", "A KVM_RUN that a signal ends returns 0.")
            .seenAs("KVM_RUN fails with EINTR", "KVM_RUN returns 0 for KVM_EXIT_INTR"));
  }

  @Override
  protected VcpuBreach breaking() {
    return VcpuBreach.afterRun(ended ->
        Exits.is(ended.call().run(), ExitReason.KVM_EXIT_INTR) ? Result.ZERO : ended.result());
  }
}
