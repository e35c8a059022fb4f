package io.github.kvmtck.mutants.nc;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.Flags;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** Completion clears the flag after it has led to another exit. */
public final class FlagForTheFirstPieceOnly extends VcpuMutant {
  public FlagForTheFirstPieceOnly() {
    super(
        Breach.of(
                "NC-03",
                "flag-for-the-first-piece-only",
                "KVM_RUN_NEEDS_COMPLETION is not set at the exit for a second piece.")
            .in("proposed")
            .seenAs("kvm_run.flags is 0x8000", "kvm_run.flags is 0\\b"));
  }

  @Override
  protected VcpuBreach breaking() {
    return new Flags((ended, flags) ->
        ended.succeeded() && (ended.before().get("flags") & 0x8000) != 0 ? 0 : flags);
  }
}
