package io.github.kvmtck.mutants.imm;

import io.github.kvmtck.api.uapi.ExitReason;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** kvm_handle_signal_exit for both kinds of EINTR. */
public final class ExitReasonIsOverwritten extends VcpuMutant {
  public ExitReasonIsOverwritten() {
    super(
        Breach.of(
                "IMM-04",
                "exit-reason-is-overwritten",
                "The EINTR of immediate_exit comes with KVM_EXIT_INTR.")
            .seenAs(
                "KVM_RUN fails with EINTR and exit reason (119|KVM_EXIT_(IO|MMIO))",
                "KVM_RUN fails with EINTR and exit reason KVM_EXIT_INTR"));
  }

  @Override
  protected VcpuBreach breaking() {
    return VcpuBreach.afterRun(ended -> {
      if (ended.immediate() && !ended.succeeded()) {
        ended.call().run().exitReason(ExitReason.KVM_EXIT_INTR.number());
      }
      return ended.result();
    });
  }
}
