package io.github.kvmtck.mutants.comp;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.Exits;
import io.github.kvmtck.mutants.seam.SpoilsCompletion;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** The emulator writes the batch to memory and not its registers. */
public final class BatchIsRepeated extends VcpuMutant {
  public BatchIsRepeated() {
    super(
        Breach.of(
                "COMP-05",
                "batch-is-repeated",
                "Completing a REP INS leaves RCX and RDI as they were, so that the batch comes"
                    + " again.")
            .seenAs("RCX is 0\\b", "RCX is 0?x?5")
            .seenAs(
                "KVM_RUN returns 0 for KVM_EXIT_HLT",
                "KVM_RUN returns 0 for a string read of 5 bytes"));
  }

  @Override
  protected VcpuBreach breaking() {
    return new SpoilsCompletion(Exits.PORT_READ, SpoilsCompletion.Done::atExit);
  }
}
