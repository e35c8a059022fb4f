package io.github.kvmtck.mutants.run;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** post_kvm_run_save with the reset value. */
public final class Cr8IsPutBackAsZero extends VcpuMutant {
  public Cr8IsPutBackAsZero() {
    super(
        Breach.of(
                "RUN-02",
                "cr8-is-put-back-as-zero",
                "A KVM_RUN that fails for cr8 leaves 0 in kvm_run.cr8, whatever CR8 is.")
            .seenAs("kvm_run.cr8 is 5\\b", "kvm_run.cr8 is 0\\b"));
  }

  @Override
  protected VcpuBreach breaking() {
    return VcpuBreach.afterRun(ended -> {
      if (ended.result().errno() == Errno.EINVAL) {
        ended.call().run().set("cr8", 0);
      }
      return ended.result();
    });
  }
}
