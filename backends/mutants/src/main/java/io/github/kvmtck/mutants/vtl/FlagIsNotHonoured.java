package io.github.kvmtck.mutants.vtl;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** A flag that nobody reads. */
public final class FlagIsNotHonoured extends VcpuMutant {
  public FlagIsNotHonoured() {
    super(
        Breach.of("VTL-A2", "flag-is-not-honoured", "KVM_RUN_IGNORE_RFLAGS_IF has no effect.")
            .in("mainline+vcpu-wait+ignore-if-flag")
            .seenAs("the wait returns", "the wait has not returned")
            .seenAsHang());
  }

  @Override
  protected VcpuBreach breaking() {
    return call -> {
      call.run().set("padding1[0]", 0);
      return call.proceed();
    };
  }
}
