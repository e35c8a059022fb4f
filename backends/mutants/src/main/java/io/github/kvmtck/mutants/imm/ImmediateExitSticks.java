package io.github.kvmtck.mutants.imm;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;
import java.util.concurrent.atomic.AtomicBoolean;

/** vcpu->wants_to_run that is never set again. */
public final class ImmediateExitSticks extends VcpuMutant {
  public ImmediateExitSticks() {
    super(
        Breach.of(
                "IMM-01",
                "immediate-exit-sticks",
                "Once KVM_RUN has met immediate_exit every later call returns EINTR too.")
            .seenAs("KVM_RUN returns 0 for KVM_EXIT_HLT", "KVM_RUN fails with EINTR"));
  }

  @Override
  protected VcpuBreach breaking() {
    AtomicBoolean met = new AtomicBoolean();
    return new ReadsImmediateExit(value -> {
      if (value != 0) {
        met.set(true);
      }
      return met.get() ? 1 : 0;
    });
  }
}
