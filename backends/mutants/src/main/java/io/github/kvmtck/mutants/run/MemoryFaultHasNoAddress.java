package io.github.kvmtck.mutants.run;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** kvm_prepare_memory_fault_exit without gpa. */
public final class MemoryFaultHasNoAddress extends VcpuMutant {
  public MemoryFaultHasNoAddress() {
    super(
        Breach.of(
                "RUN-06",
                "memory-fault-has-no-address",
                "KVM_EXIT_MEMORY_FAULT does not tell which page is meant.")
            .seenAs(
                "kvm_run.memory_fault.gpa is 0x(?:6000|21000)",
                "kvm_run.memory_fault.gpa is 0\\b"));
  }

  @Override
  protected VcpuBreach breaking() {
    return VcpuBreach.afterRun(ended -> {
      if (ended.result().errno() == Errno.EFAULT) {
        ended.call().run().set("memory_fault.gpa", 0);
      }
      return ended.result();
    });
  }
}
