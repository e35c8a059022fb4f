package io.github.kvmtck.mutants.kick;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** An exit like any other. */
public class KickedRunReturnsZero extends VcpuMutant {
  public KickedRunReturnsZero() {
    this("kicked-run-returns-zero", "mainline+kick-all");
  }

  KickedRunReturnsZero(String name, String profile) {
    super(
        Breach.of("KICK-02", name, "A kicked KVM_RUN returns 0.")
            .in(profile)
            .seenAs("KVM_RUN fails with", "KVM_RUN returns 0 for"));
  }

  @Override
  protected VcpuBreach breaking() {
    return VcpuBreach.afterRun(
        ended -> ended.result().errno() == Errno.EINTR ? Result.ZERO : ended.result());
  }
}
