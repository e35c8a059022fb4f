package io.github.kvmtck.mutants.comp;

import io.github.kvmtck.api.client.MappedRun;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.Exits;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** Fragments as wide as a u32. */
public final class PiecesOfFourBytes extends VcpuMutant {
  public PiecesOfFourBytes() {
    super(
        Breach.of(
                "COMP-20",
                "pieces-of-four-bytes",
                "An access of more than 8 bytes arrives in pieces of 4.")
            .seenAs(
                "KVM_RUN returns 0 for an MMIO (read of 8 bytes|write of bytes)",
                "KVM_RUN returns 0 for an MMIO (read of 4 bytes|write of bytes ([0-9A-F]{2}"
                    + " ){3}[0-9A-F]{2} at)"));
  }

  @Override
  protected VcpuBreach breaking() {
    return VcpuBreach.afterRun(ended -> {
      MappedRun run = ended.call().run();
      if (ended.succeeded() && Exits.MMIO.test(run) && run.mmio().len() == 8) {
        run.set("mmio.len", 4);
      }
      return ended.result();
    });
  }
}
