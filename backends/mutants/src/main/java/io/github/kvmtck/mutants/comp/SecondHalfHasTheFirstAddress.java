package io.github.kvmtck.mutants.comp;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** complete_emulated_mmio that does not store the address of the next fragment. */
public final class SecondHalfHasTheFirstAddress extends VcpuMutant {
  public SecondHalfHasTheFirstAddress() {
    super(
        Breach.of(
                "COMP-19",
                "second-half-has-the-first-address",
                "The exit for the second half of an access has the address of the first.")
            .seenAs(
                "KVM_RUN returns 0 for an MMIO (read|write) of .* at 0x2[015]000",
                "KVM_RUN returns 0 for an MMIO (read|write) of .* at 0x2[0F]FF"));
  }

  @Override
  protected VcpuBreach breaking() {
    return new StaleAddress();
  }
}
