package io.github.kvmtck.mutants.ro;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.RegionBreach;
import io.github.kvmtck.mutants.seam.RegionMutant;

/** A slot that exits for writes exits for all. */
public final class ReadOnlySlotIsADevice extends RegionMutant {
  public ReadOnlySlotIsADevice() {
    super(
        Breach.of(
                "RO-01",
                "read-only-slot-is-a-device",
                "Reads and fetches of a read-only slot exit.")
            .seenAs(
                "KVM_RUN returns 0 for KVM_EXIT_HLT",
                "KVM_RUN returns 0 for (?:an MMIO read|KVM_EXIT_INTERNAL_ERROR|KVM_EXIT_MMIO)"));
  }

  @Override
  protected RegionBreach regions() {
    return new NoMemory();
  }
}
