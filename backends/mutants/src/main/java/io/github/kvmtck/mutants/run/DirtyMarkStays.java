package io.github.kvmtck.mutants.run;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** sync_regs that leaves clearing to userspace. */
public final class DirtyMarkStays extends VcpuMutant {
  public DirtyMarkStays() {
    super(
        Breach.of(
                "RUN-04",
                "dirty-mark-stays",
                "The bits of kvm_dirty_regs are still set after the registers were taken.")
            .seenAs("kvm_run.kvm_dirty_regs is 0\\b", "kvm_run.kvm_dirty_regs is [124]\\b"));
  }

  @Override
  protected VcpuBreach breaking() {
    return VcpuBreach.afterRun(ended -> {
      ended.call().run().set("kvm_dirty_regs", ended.before().get("kvm_dirty_regs"));
      return ended.result();
    });
  }
}
