package io.github.kvmtck.mutants.imm;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** The self-clearing kick, without its proposal. */
public final class WritesImmediateExit extends VcpuMutant {
  public WritesImmediateExit() {
    super(
        Breach.of(
                "IMM-03",
                "writes-immediate-exit",
                "KVM_RUN clears immediate_exit when it returns EINTR.")
            .seenAs("kvm_run.immediate_exit is", "kvm_run.immediate_exit is 0\\b"));
  }

  @Override
  protected VcpuBreach breaking() {
    return VcpuBreach.afterRun(ended -> {
      if (!ended.succeeded()) {
        ended.call().run().immediateExit(0);
      }
      return ended.result();
    });
  }
}
