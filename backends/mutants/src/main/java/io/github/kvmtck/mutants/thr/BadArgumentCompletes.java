package io.github.kvmtck.mutants.thr;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** The test of arg behind complete_userspace_io. */
public final class BadArgumentCompletes extends VcpuMutant {
  public BadArgumentCompletes() {
    super(
        Breach.of(
                "THR-04",
                "bad-argument-completes",
                "KVM_RUN with an argument finishes the pending operation before it fails.")
            .seenAs("no register has changed", "changed: "));
  }

  @Override
  protected VcpuBreach breaking() {
    return VcpuBreach.onRun(call -> {
      if (call.argument() != 0) {
        call.complete();
      }
      return call.proceed();
    });
  }
}
