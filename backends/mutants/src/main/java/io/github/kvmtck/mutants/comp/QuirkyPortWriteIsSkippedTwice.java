package io.github.kvmtck.mutants.comp;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.Exits;
import io.github.kvmtck.mutants.seam.SpoilsCompletion;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** Skips at the exit and again at re-entry. */
public final class QuirkyPortWriteIsSkippedTwice extends VcpuMutant {
  public QuirkyPortWriteIsSkippedTwice() {
    super(
        Breach.of(
                "COMP-12",
                "quirky-port-write-is-skipped-twice",
                "Completing a write to port 0x7E moves RIP past one instruction more.")
            .seenAs("RIP is past the OUT", "RIP is 0x1004"));
  }

  @Override
  protected VcpuBreach breaking() {
    return new SpoilsCompletion(
        Exits.PORT_WRITE,
        done ->
            done.exit().get("io.port") == 0x7e
                ? done.now().withRip(done.now().rip() + 2)
                : done.now());
  }
}
