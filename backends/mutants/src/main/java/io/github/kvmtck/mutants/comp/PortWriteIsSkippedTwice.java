package io.github.kvmtck.mutants.comp;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.Exits;
import io.github.kvmtck.mutants.seam.SkipsAgain;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** A completion callback that stays installed. */
public final class PortWriteIsSkippedTwice extends VcpuMutant {
  public PortWriteIsSkippedTwice() {
    super(
        Breach.of(
                "COMP-11",
                "port-write-is-skipped-twice",
                "Completing a port write a second time moves RIP again.")
            .seenAs("RIP is past the OUT", "RIP is 0x1004"));
  }

  @Override
  protected VcpuBreach breaking() {
    return new SkipsAgain(Exits.PORT_WRITE, 2);
  }
}
