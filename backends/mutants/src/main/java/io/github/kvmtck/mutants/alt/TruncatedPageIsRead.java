package io.github.kvmtck.mutants.alt;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.Exits;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** Only the number of pages changes. */
public final class TruncatedPageIsRead extends VcpuMutant {
  public TruncatedPageIsRead() {
    super(
        Breach.of(
                "ALT-02",
                "truncated-page-is-read",
                "A page that was cut off is still read without an exit.")
            .in("mainline+memslot-conversions")
            .seenAs("KVM_RUN returns 0 for an MMIO read", "KVM_RUN returns 0 for KVM_EXIT_HLT"));
  }

  @Override
  protected VcpuBreach breaking() {
    return VcpuBreach.afterRun(ended ->
        ended.succeeded() && Exits.MMIO_READ.test(ended.call().run())
            ? ended.call().proceed()
            : ended.result());
  }
}
