package io.github.kvmtck.mutants.imm;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.HidesTheSignal;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** Reads immediate_exit a second time, to tell the two reasons for EINTR apart. */
public final class ImmediateExitHidesTheSignal extends VcpuMutant {
  public ImmediateExitHidesTheSignal() {
    super(
        Breach.of(
                "IMM-02",
                "immediate-exit-hides-the-signal",
                "A signal ends a KVM_RUN without KVM_EXIT_INTR if immediate_exit was set while the"
                    + " guest ran.")
            .seenAs(
                "KVM_RUN fails with EINTR and exit reason KVM_EXIT_INTR",
                "KVM_RUN fails with EINTR and exit reason KVM_EXIT_UNKNOWN"));
  }

  @Override
  protected VcpuBreach breaking() {
    return new HidesTheSignal();
  }
}
