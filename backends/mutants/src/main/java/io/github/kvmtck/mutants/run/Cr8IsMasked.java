package io.github.kvmtck.mutants.run;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** kvm_set_cr8 without its test. */
public final class Cr8IsMasked extends VcpuMutant {
  public Cr8IsMasked() {
    super(
        Breach.of("RUN-02", "cr8-is-masked", "A cr8 above 15 is taken modulo 16.")
            .seenAs("KVM_RUN fails with EINVAL", "KVM_RUN returns 0 for KVM_EXIT_HLT")
            .seenAs("KVM_RUN fails with EINVAL", "KVM_RUN returns 0 for")
            .seenAs("KVM_RUN returns 0 for KVM_EXIT_HLT", "KVM_RUN returns 0 for"));
  }

  @Override
  protected VcpuBreach breaking() {
    return VcpuBreach.onRun(call -> {
      call.run().set("cr8", call.run().get("cr8") & 15);
      return call.proceed();
    });
  }
}
