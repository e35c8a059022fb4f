package io.github.kvmtck.mutants.comp;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.Exits;
import io.github.kvmtck.mutants.seam.SwallowsTheNextExit;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** complete_emulated_mmio ends with the last fragment of the read. */
public final class WriteHalfIsSwallowed extends VcpuMutant {
  public WriteHalfIsSwallowed() {
    super(
        Breach.of(
                "COMP-06",
                "write-half-is-swallowed",
                "The write of an instruction that reads and writes MMIO never leaves to userspace.")
            .seenAs(
                "KVM_RUN returns 0 for an MMIO write",
                "KVM_RUN (fails with EINTR|returns 0 for KVM_EXIT_HLT)"));
  }

  @Override
  protected VcpuBreach breaking() {
    return new SwallowsTheNextExit(Exits.MMIO_READ, Exits.MMIO_WRITE);
  }
}
