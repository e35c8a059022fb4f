package io.github.kvmtck.mutants.run;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.uapi.ExitReason;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** What kvm_pvm does, which runs only code at CPL 3 on the processor. */
public final class EfaultAtCpl3HasNoReason extends VcpuMutant {
  private static final int RPL = 3;

  public EfaultAtCpl3HasNoReason() {
    super(
        Breach.of(
                "RUN-06",
                "efault-at-cpl-3-has-no-reason",
                "At CPL 3 KVM_RUN fails with EFAULT and leaves no KVM_EXIT_MEMORY_FAULT.")
            .seenAs(
                "KVM_RUN fails with EFAULT and exit reason KVM_EXIT_MEMORY_FAULT",
                "KVM_RUN fails with EFAULT and exit reason KVM_EXIT_UNKNOWN"));
  }

  @Override
  protected VcpuBreach breaking() {
    return VcpuBreach.afterRun(ended -> {
      if (ended.result().errno() == Errno.EFAULT
          && (ended.call().vcpu().getSregs().value().segment("cs").selector() & RPL) == RPL) {
        ended.call().run().exitReason(ExitReason.KVM_EXIT_UNKNOWN.number());
      }
      return ended.result();
    });
  }
}
