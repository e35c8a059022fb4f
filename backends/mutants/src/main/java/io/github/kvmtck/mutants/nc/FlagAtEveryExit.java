package io.github.kvmtck.mutants.nc;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.Flags;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** Says of every exit what is true of some. */
public final class FlagAtEveryExit extends VcpuMutant {
  public FlagAtEveryExit() {
    super(
        Breach.of(
                "NC-03",
                "flag-at-every-exit",
                "KVM_RUN_NEEDS_COMPLETION is set at exits that need none.")
            .in("proposed")
            .seenAs("kvm_run.flags is 0\\b", "kvm_run.flags is 0x8000"));
  }

  @Override
  protected VcpuBreach breaking() {
    return new Flags((ended, flags) -> ended.succeeded() ? 0x8000 : flags);
  }
}
