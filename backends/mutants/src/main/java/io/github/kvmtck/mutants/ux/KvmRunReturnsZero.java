package io.github.kvmtck.mutants.ux;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** EINTR as an exit like any other. */
public final class KvmRunReturnsZero extends VcpuMutant {
  public KvmRunReturnsZero() {
    super(
        Breach.of("UX-08", "kvm-run-returns-zero", "A KVM_RUN that a signal ends returns 0.")
            .seenAs("KVM_RUN fails with EINTR", "KVM_RUN returns 0 for")
            .seenAs("KVM_RUN ends as asked or", "KVM_RUN returns 0 for"));
  }

  @Override
  protected VcpuBreach breaking() {
    return VcpuBreach.afterRun(
        ended -> ended.result().errno() == Errno.EINTR ? Result.ZERO : ended.result());
  }
}
