package io.github.kvmtck.mutants.comp;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.Exits;
import io.github.kvmtck.mutants.seam.SkipsAgain;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** A completion callback that stays installed. */
public final class MmioWriteIsSkippedTwice extends VcpuMutant {
  public MmioWriteIsSkippedTwice() {
    super(
        Breach.of(
                "COMP-18",
                "mmio-write-is-skipped-twice",
                "Completing an MMIO write a second time moves RIP.")
            .seenAs("no register has changed", "changed: rip"));
  }

  @Override
  protected VcpuBreach breaking() {
    return new SkipsAgain(Exits.MMIO_WRITE, 1);
  }
}
