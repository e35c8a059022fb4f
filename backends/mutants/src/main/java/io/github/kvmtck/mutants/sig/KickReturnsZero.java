package io.github.kvmtck.mutants.sig;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** EINTR as an exit like any other. */
public final class KickReturnsZero extends VcpuMutant {
  public KickReturnsZero() {
    super(
        Breach.of("SIG-05", "kick-returns-zero", "A KVM_RUN that a kick ends returns 0.")
            .seenAs("KVM_RUN fails with EINTR", "KVM_RUN returns 0 for")
            .seenAs("\\[-1 EINTR\\]", "\\[.*0"));
  }

  @Override
  protected VcpuBreach breaking() {
    return VcpuBreach.afterRun(
        ended -> ended.result().errno() == Errno.EINTR ? Result.ZERO : ended.result());
  }
}
