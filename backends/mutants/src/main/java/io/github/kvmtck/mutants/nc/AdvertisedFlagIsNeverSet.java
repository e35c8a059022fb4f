package io.github.kvmtck.mutants.nc;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.Flags;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** The capability of one architecture, advertised for all. */
public final class AdvertisedFlagIsNeverSet extends VcpuMutant {
  public AdvertisedFlagIsNeverSet() {
    super(
        Breach.of(
                "NC-08",
                "advertised-flag-is-never-set",
                "The capability is advertised and the flag is set at no exit.")
            .in("proposed")
            .seenAs("kvm_run.flags is 0x8000", "kvm_run.flags is 0\\b"));
  }

  @Override
  protected VcpuBreach breaking() {
    return new Flags((ended, flags) -> 0);
  }
}
