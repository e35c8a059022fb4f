package io.github.kvmtck.mutants.mp;

import io.github.kvmtck.api.uapi.ExitReason;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.Exits;
import io.github.kvmtck.mutants.seam.RepeatsAtOnce;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** A halt that only an event ends, without anything that could know of one. */
public final class HltExitsAgain extends VcpuMutant {
  public HltExitsAgain() {
    super(
        Breach.of(
                "MP-07",
                "hlt-exits-again",
                "After KVM_EXIT_HLT the next KVM_RUN exits for the same HLT.")
            .seenAs("KVM_RUN returns 0 for a 1-byte", "KVM_RUN returns 0 for KVM_EXIT_HLT"));
  }

  @Override
  protected VcpuBreach breaking() {
    return new RepeatsAtOnce(Exits.of(ExitReason.KVM_EXIT_HLT), run -> true);
  }
}
