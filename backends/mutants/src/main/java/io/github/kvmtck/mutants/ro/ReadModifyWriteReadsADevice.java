package io.github.kvmtck.mutants.ro;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.RegionBreach;
import io.github.kvmtck.mutants.seam.RegionMutant;

/** An instruction that writes reads from where it writes to. */
public final class ReadModifyWriteReadsADevice extends RegionMutant {
  public ReadModifyWriteReadsADevice() {
    super(
        Breach.of(
                "RO-02",
                "read-modify-write-reads-a-device",
                "The read of a read-modify-write of a read-only slot exits.")
            .seenAs("KVM_RUN returns 0 for an MMIO write", "KVM_RUN returns 0 for an MMIO read"));
  }

  @Override
  protected RegionBreach regions() {
    return new NoMemory();
  }
}
