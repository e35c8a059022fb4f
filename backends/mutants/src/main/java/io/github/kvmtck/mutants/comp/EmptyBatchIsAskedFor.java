package io.github.kvmtck.mutants.comp;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.Exits;
import io.github.kvmtck.mutants.seam.RepeatsTheExit;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** Executes the instruction on which RIP stays without a look at its count. */
public final class EmptyBatchIsAskedFor extends VcpuMutant {
  public EmptyBatchIsAskedFor() {
    super(
        Breach.of(
                "COMP-05",
                "empty-batch-is-asked-for",
                "KVM_RUN on a completed REP INS with RCX 0 leaves to userspace once more.")
            .seenAs("KVM_RUN returns 0 for KVM_EXIT_HLT", "KVM_RUN returns 0 for a string read"));
  }

  @Override
  protected VcpuBreach breaking() {
    return new RepeatsTheExit(Exits.PORT_READ);
  }
}
