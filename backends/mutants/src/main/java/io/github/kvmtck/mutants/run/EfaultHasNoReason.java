package io.github.kvmtck.mutants.run;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.uapi.ExitReason;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** A page fault without kvm_mmu_prepare_memory_fault_exit. */
public final class EfaultHasNoReason extends VcpuMutant {
  public EfaultHasNoReason() {
    super(
        Breach.of(
                "RUN-06",
                "efault-has-no-reason",
                "KVM_RUN fails with EFAULT and leaves no KVM_EXIT_MEMORY_FAULT.")
            .seenAs(
                "KVM_RUN fails with EFAULT and exit reason KVM_EXIT_MEMORY_FAULT",
                "KVM_RUN fails with EFAULT and exit reason KVM_EXIT_UNKNOWN"));
  }

  @Override
  protected VcpuBreach breaking() {
    return VcpuBreach.afterRun(ended -> {
      if (ended.result().errno() == Errno.EFAULT) {
        ended.call().run().exitReason(ExitReason.KVM_EXIT_UNKNOWN.number());
      }
      return ended.result();
    });
  }
}
