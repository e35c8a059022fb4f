package io.github.kvmtck.mutants.imm;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** A comparison with 1 where any value but 0 is meant. */
public final class OnlyOneIsTrue extends VcpuMutant {
  public OnlyOneIsTrue() {
    super(
        Breach.of("IMM-01", "only-one-is-true", "immediate_exit counts only if it is 1.")
            .seenAs("KVM_RUN fails with EINTR", "KVM_RUN returns 0 for"));
  }

  @Override
  protected VcpuBreach breaking() {
    return new ReadsImmediateExit(value -> value == 1 ? 1 : 0);
  }
}
