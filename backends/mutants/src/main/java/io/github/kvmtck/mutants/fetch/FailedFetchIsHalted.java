package io.github.kvmtck.mutants.fetch;

import io.github.kvmtck.api.uapi.ExitReason;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** A vCPU without code has nothing to do. */
public final class FailedFetchIsHalted extends VcpuMutant {
  public FailedFetchIsHalted() {
    super(
        Breach.of("FETCH-24", "failed-fetch-is-halted", "A failed fetch exits with KVM_EXIT_HLT.")
            .seenAs(
                "KVM_RUN returns 0 for KVM_EXIT_INTERNAL_ERROR",
                "KVM_RUN returns 0 for KVM_EXIT_HLT"));
  }

  @Override
  protected VcpuBreach breaking() {
    return FailedFetch.told(run -> run.exitReason(ExitReason.KVM_EXIT_HLT.number()));
  }
}
