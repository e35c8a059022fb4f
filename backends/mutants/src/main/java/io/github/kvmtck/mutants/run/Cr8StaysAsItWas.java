package io.github.kvmtck.mutants.run;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** A return in front of post_kvm_run_save. */
public final class Cr8StaysAsItWas extends VcpuMutant {
  public Cr8StaysAsItWas() {
    super(
        Breach.of(
                "RUN-02",
                "cr8-stays-as-it-was",
                "A KVM_RUN that fails for cr8 leaves the bad value in kvm_run.")
            .seenAs("kvm_run.cr8 is [05]\\b", "kvm_run.cr8 is 0x10")
            .seenAs("KVM_RUN returns 0 for KVM_EXIT_HLT", "KVM_RUN fails with EINVAL")
            .seenAs("KVM_RUN fails with EINTR", "KVM_RUN fails with EINVAL"));
  }

  @Override
  protected VcpuBreach breaking() {
    return VcpuBreach.afterRun(ended -> {
      if (ended.result().errno() == Errno.EINVAL) {
        ended.call().run().set("cr8", ended.before().get("cr8"));
      }
      return ended.result();
    });
  }
}
