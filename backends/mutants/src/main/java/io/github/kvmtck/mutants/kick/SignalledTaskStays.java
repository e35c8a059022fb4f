package io.github.kvmtck.mutants.kick;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** Waits for the page uninterruptibly. */
public class SignalledTaskStays extends VcpuMutant {
  public SignalledTaskStays() {
    this("signalled-task-stays", "mainline+kick-all");
  }

  SignalledTaskStays(String name, String profile) {
    super(
        Breach.of("KICK-10", name, "A task that waits for a page ends KVM_RUN with 0.")
            .in(profile)
            .seenAs("KVM_RUN fails with EINTR", "KVM_RUN returns 0 for"));
  }

  @Override
  protected VcpuBreach breaking() {
    return VcpuBreach.afterRun(
        ended -> ended.result().errno() == Errno.EINTR ? Result.ZERO : ended.result());
  }
}
