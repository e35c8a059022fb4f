package io.github.kvmtck.mutants.sig;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** KVM_PFN_ERR_SIGPENDING that becomes EINTR without kvm_handle_signal_exit. */
public final class PageWaitEndsWithoutReason extends VcpuMutant {
  public PageWaitEndsWithoutReason() {
    super(
        Breach.of(
                "SIG-06",
                "page-wait-ends-without-reason",
                "A signal ends the wait for a page without KVM_EXIT_INTR.")
            .seenAs(
                "KVM_RUN fails with EINTR and exit reason KVM_EXIT_INTR",
                "KVM_RUN fails with EINTR and exit reason KVM_EXIT_UNKNOWN"));
  }

  @Override
  protected VcpuBreach breaking() {
    return new SignalWithoutReason();
  }
}
