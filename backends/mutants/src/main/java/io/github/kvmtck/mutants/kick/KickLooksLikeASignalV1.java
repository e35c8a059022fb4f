package io.github.kvmtck.mutants.kick;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** In the wait for INIT a mark counts as a signal does. */
public final class KickLooksLikeASignalV1 extends VcpuMutant {
  public KickLooksLikeASignalV1() {
    super(
        Breach.of(
                "KICK-02",
                "kick-looks-like-asignal-v1",
                "As it was sent, a kick makes an UNINITIALIZED vCPU leave with EINTR.")
            .in("mainline+kick-all-v1")
            .seenAs("KVM_RUN fails with EAGAIN", "KVM_RUN fails with EINTR"));
  }

  @Override
  protected VcpuBreach breaking() {
    return VcpuBreach.afterRun(ended ->
        ended.result().errno() == Errno.EAGAIN ? Result.error(Errno.EINTR) : ended.result());
  }
}
