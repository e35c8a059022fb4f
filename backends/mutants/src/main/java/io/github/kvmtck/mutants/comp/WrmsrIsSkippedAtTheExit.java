package io.github.kvmtck.mutants.comp;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.Exits;
import io.github.kvmtck.mutants.seam.TakesDataAtTheExit;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** kvm_emulate_wrmsr that skips before it asks. */
public final class WrmsrIsSkippedAtTheExit extends VcpuMutant {
  public WrmsrIsSkippedAtTheExit() {
    super(
        Breach.of("COMP-24", "wrmsr-is-skipped-at-the-exit", "RIP is past WRMSR at its exit.")
            .seenAs("RIP is at the WRMSR", "RIP is 0x1002")
            .seenAs("exception.injected is 1\\b", "exception.injected is 0\\b")
            .seenAs(
                "KVM_RUN returns 0 for a 1-byte write of 0x88 to port 0x55",
                "KVM_RUN returns 0 for KVM_EXIT_HLT"));
  }

  @Override
  protected VcpuBreach breaking() {
    return new TakesDataAtTheExit(Exits.WRMSR);
  }
}
