package io.github.kvmtck.mutants.comp;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** Completion that skips whatever there is. */
public final class NothingPendingIsSkipped extends VcpuMutant {
  public NothingPendingIsSkipped() {
    super(
        Breach.of(
                "COMP-30",
                "nothing-pending-is-skipped",
                "KVM_RUN with immediate_exit moves RIP although nothing is pending.")
            .seenAs("RIP is (at|past)", "RIP is 0x100")
            .seenAs("no register has changed", "changed: rip"));
  }

  @Override
  protected VcpuBreach breaking() {
    return VcpuBreach.afterRun(ended -> {
      if (ended.immediate() && !ended.succeeded()) {
        ended.call().regs(ended.call().regs().withRip(ended.call().regs().rip() + 1));
      }
      return ended.result();
    });
  }
}
