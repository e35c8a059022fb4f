package io.github.kvmtck.mutants.slot;

import io.github.kvmtck.api.client.MemoryRegion;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.RegionBreach;
import io.github.kvmtck.mutants.seam.RegionMutant;

/** The upper half of the slot word is not looked at. */
public final class AddressSpaceIsIgnored extends RegionMutant {
  public AddressSpaceIsIgnored() {
    super(
        Breach.of("SLOT-05", "address-space-is-ignored", "Every address space is the first one.")
            .seenAs("-1 EINVAL", "0")
            .seenAs("0", "-1 E(?:INVAL|EXIST)")
            .seenAs("KVM_RUN returns 0 for an MMIO read", "KVM_RUN returns 0 for KVM_EXIT_HLT")
            .seenAs("the memory map is unchanged", "deleting slot .* → 0")
            .seenAs("the memory map is unchanged", "growing slot "));
  }

  @Override
  protected RegionBreach regions() {
    return call -> {
      MemoryRegion asked = call.region();
      return call.proceed(
          new MemoryRegion(
              asked.slot() & ID,
              asked.flags(),
              asked.guestPhysAddr(),
              asked.memorySize(),
              asked.userspaceAddr()));
    };
  }

  private static final int ID = 0xffff;
}
