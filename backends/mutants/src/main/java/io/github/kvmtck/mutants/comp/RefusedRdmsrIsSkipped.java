package io.github.kvmtck.mutants.comp;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.Exits;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** complete_userspace_rdmsr without complete_emulated_insn_gp. */
public final class RefusedRdmsrIsSkipped extends VcpuMutant {
  public RefusedRdmsrIsSkipped() {
    super(
        Breach.of(
                "COMP-23",
                "refused-rdmsr-is-skipped",
                "msr.error is not looked at when RDMSR is completed.")
            .seenAs("exception.injected is 1\\b", "exception.injected is 0\\b")
            .seenAs(
                "KVM_RUN returns 0 for a 1-byte write of 0x88 to port 0x55",
                "KVM_RUN returns 0 for KVM_EXIT_HLT"));
  }

  @Override
  protected VcpuBreach breaking() {
    return new IgnoresMsrError(Exits.RDMSR);
  }
}
