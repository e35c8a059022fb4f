package io.github.kvmtck.mutants.comp;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.Exits;
import io.github.kvmtck.mutants.seam.RepeatsAtOnce;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** A completion that is noted at re-entry and made at the one after it. */
public final class CompletionTakesTwoCalls extends VcpuMutant {
  public CompletionTakesTwoCalls() {
    super(
        Breach.of(
                "COMP-31",
                "completion-takes-two-calls",
                "The first KVM_RUN after an exit only returns the exit again.")
            .seenAs("KVM_RUN fails with EINTR", "KVM_RUN returns 0 for")
            .seenAs(
                "KVM_RUN returns 0 for an MMIO read of 1 byte at 0x21000",
                "KVM_RUN returns 0 for an MMIO read of 1 byte at 0x20FFF"));
  }

  @Override
  protected VcpuBreach breaking() {
    return new RepeatsAtOnce(Exits.READ.or(Exits.PORT_WRITE).or(Exits.MMIO_WRITE), run -> true);
  }
}
