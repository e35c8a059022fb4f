package io.github.kvmtck.mutants.run;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** kvm_arch_vcpu_ioctl_run without kvm_set_cr8. */
public final class Cr8IsNotTaken extends VcpuMutant {
  public Cr8IsNotTaken() {
    super(
        Breach.of("RUN-02", "cr8-is-not-taken", "KVM_RUN does not take cr8 from kvm_run.")
            .seenAs("kvm_run.cr8 is (?:15|0xF|5)\\b", "kvm_run.cr8 is 0\\b"));
  }

  @Override
  protected VcpuBreach breaking() {
    return VcpuBreach.onRun(call -> {
      if (call.run().get("cr8") < 16) {
        call.run().set("cr8", 0);
      }
      return call.proceed();
    });
  }
}
