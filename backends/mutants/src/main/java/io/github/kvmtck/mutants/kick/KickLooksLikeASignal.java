package io.github.kvmtck.mutants.kick;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.uapi.ExitReason;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** Goes through kvm_handle_signal_exit. */
public class KickLooksLikeASignal extends VcpuMutant {
  public KickLooksLikeASignal() {
    this("kick-looks-like-asignal", "mainline+kick-all");
  }

  KickLooksLikeASignal(String name, String profile) {
    super(
        Breach.of("KICK-02", name, "A kicked KVM_RUN has exit reason KVM_EXIT_INTR.")
            .in(profile)
            .seenAs(
                "KVM_RUN fails with EINTR and exit reason (85|KVM_EXIT_)",
                "KVM_RUN fails with EINTR and exit reason KVM_EXIT_INTR"));
  }

  @Override
  protected VcpuBreach breaking() {
    return VcpuBreach.afterRun(ended -> {
      if (ended.result().errno() == Errno.EINTR) {
        ended.call().run().exitReason(ExitReason.KVM_EXIT_INTR.number());
      }
      return ended.result();
    });
  }
}
