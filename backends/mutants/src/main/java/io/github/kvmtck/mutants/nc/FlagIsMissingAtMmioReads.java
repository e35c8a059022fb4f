package io.github.kvmtck.mutants.nc;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.Exits;
import io.github.kvmtck.mutants.seam.Flags;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** vcpu->mmio_needed is finished without a callback in an architecture that forgot it. */
public final class FlagIsMissingAtMmioReads extends VcpuMutant {
  public FlagIsMissingAtMmioReads() {
    super(
        Breach.of(
                "NC-08",
                "flag-is-missing-at-mmio-reads",
                "The flag is set at exits for port I/O and MSRs and not for MMIO reads.")
            .in("proposed")
            .seenAs("kvm_run.flags is 0x8000", "kvm_run.flags is 0\\b"));
  }

  @Override
  protected VcpuBreach breaking() {
    return new Flags((ended, flags) -> Exits.MMIO_READ.test(ended.call().run()) ? 0 : flags);
  }
}
