package io.github.kvmtck.mutants.kick;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** Returns -ERESTARTSYS, and a kick has no handler that would make EINTR of it. */
public final class KickLooksLikeASignal extends VcpuMutant {
  public KickLooksLikeASignal() {
    super(
        Breach.of(
                "KICK-02",
                "kick-looks-like-asignal",
                "A kicked KVM_RUN is begun again as a system call is that a signal interrupts.")
            .in("mainline+kick-all")
            .seenAs("KVM_RUN fails with EINTR", "KVM_RUN returns 0 for")
            .seenAsHang());
  }

  @Override
  protected VcpuBreach breaking() {
    return VcpuBreach.afterRun(
        ended -> ended.result().errno() == Errno.EINTR ? ended.call().proceed() : ended.result());
  }
}
