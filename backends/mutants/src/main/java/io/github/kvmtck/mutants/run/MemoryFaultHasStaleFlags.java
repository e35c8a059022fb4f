package io.github.kvmtck.mutants.run;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** kvm_prepare_memory_fault_exit that only ever sets bits. */
public final class MemoryFaultHasStaleFlags extends VcpuMutant {
  public MemoryFaultHasStaleFlags() {
    super(
        Breach.of(
                "RUN-06",
                "memory-fault-has-stale-flags",
                "KVM_EXIT_MEMORY_FAULT leaves what was in its flags.")
            .seenAs("kvm_run.memory_fault.flags is 0\\b", "kvm_run.memory_fault.flags is 0xFF"));
  }

  @Override
  protected VcpuBreach breaking() {
    return VcpuBreach.afterRun(ended -> {
      if (ended.result().errno() == Errno.EFAULT) {
        ended.call().run().set("memory_fault.flags", ended.before().get("memory_fault.flags"));
      }
      return ended.result();
    });
  }
}
