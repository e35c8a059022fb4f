package io.github.kvmtck.mutants.sig;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** EINTR without kvm_handle_signal_exit. */
public final class SignalExitHasNoReason extends VcpuMutant {
  public SignalExitHasNoReason() {
    super(
        Breach.of(
                "SIG-02",
                "signal-exit-has-no-reason",
                "A KVM_RUN that a signal ends has exit reason KVM_EXIT_UNKNOWN.")
            .seenAs(
                "KVM_RUN fails with EINTR and exit reason KVM_EXIT_INTR",
                "KVM_RUN fails with EINTR and exit reason KVM_EXIT_UNKNOWN"));
  }

  @Override
  protected VcpuBreach breaking() {
    return new SignalWithoutReason();
  }
}
