package io.github.kvmtck.mutants.sig;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.HidesTheSignal;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** Reads immediate_exit a second time, to tell the two reasons for EINTR apart. */
public final class KickHasNoReason extends VcpuMutant {
  public KickHasNoReason() {
    super(
        Breach.of(
                "SIG-05",
                "kick-has-no-reason",
                "A signal that comes together with immediate_exit ends KVM_RUN without"
                    + " KVM_EXIT_INTR.")
            .seenAs(
                "KVM_RUN fails with EINTR and exit reason KVM_EXIT_INTR",
                "KVM_RUN fails with EINTR and exit reason KVM_EXIT_UNKNOWN"));
  }

  @Override
  protected VcpuBreach breaking() {
    return new HidesTheSignal();
  }
}
