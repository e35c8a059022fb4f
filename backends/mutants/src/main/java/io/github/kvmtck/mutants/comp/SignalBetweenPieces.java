package io.github.kvmtck.mutants.comp;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.Exits;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** Signals are looked at between two fragments. */
public final class SignalBetweenPieces extends VcpuMutant {
  public SignalBetweenPieces() {
    super(
        Breach.of(
                "COMP-07",
                "signal-between-pieces",
                "KVM_RUN returns EINTR for a pending signal although the second piece is"
                    + " outstanding.")
            .seenAs("KVM_RUN returns 0 for an MMIO", "KVM_RUN fails with EINTR"));
  }

  @Override
  protected VcpuBreach breaking() {
    return VcpuBreach.afterRun(ended ->
        ended.succeeded()
                && ended.call().pendingSignals() != 0
                && Exits.MMIO.test(ended.call().run())
            ? Result.error(Errno.EINTR)
            : ended.result());
  }
}
