package io.github.kvmtck.mutants.comp;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.Exits;
import io.github.kvmtck.mutants.seam.TakesDataAtTheExit;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** complete_fast_rdmsr in front of the exit. */
public final class RdmsrDataTakenAtTheExit extends VcpuMutant {
  public RdmsrDataTakenAtTheExit() {
    super(
        Breach.of(
                "COMP-23",
                "rdmsr-data-taken-at-the-exit",
                "RDMSR is finished at its exit, with the data and the error that are in kvm_run by"
                    + " then.")
            .seenAs("RAX is 0x", "RAX is 0\\b")
            .seenAs("exception.injected is 1\\b", "exception.injected is 0\\b")
            .seenAs(
                "KVM_RUN returns 0 for a 1-byte write of 0x88 to port 0x55",
                "KVM_RUN returns 0 for KVM_EXIT_HLT"));
  }

  @Override
  protected VcpuBreach breaking() {
    return new TakesDataAtTheExit(Exits.RDMSR);
  }
}
