package io.github.kvmtck.mutants.vtl;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.Exits;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** complete_userspace_io as COMP-33 asks for it. */
public final class CompletionDoesNotBlock extends VcpuMutant {
  public CompletionDoesNotBlock() {
    super(
        Breach.of(
                "VTL-A3",
                "completion-does-not-block",
                "The completion of a VTL switch ignores the flag.")
            .in("mainline+blocking-completion")
            .seenAs("KVM_RUN sleeps", "KVM_RUN → "));
  }

  @Override
  protected VcpuBreach breaking() {
    return VcpuBreach.onRun(call -> {
      if (Exits.HYPERV.test(call.run())) {
        call.run().set("hyperv.pad1", 0);
      }
      return call.proceed();
    });
  }
}
