package io.github.kvmtck.mutants.comp;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.Exits;
import io.github.kvmtck.mutants.seam.TakesDataAtTheExit;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** Moves RIP at the exit, as if every instruction could be skipped before its data are there. */
public final class UnfinishedReadIsInTheState extends VcpuMutant {
  public UnfinishedReadIsInTheState() {
    super(
        Breach.of(
                "COMP-04",
                "unfinished-read-is-in-the-state",
                "What userspace reads of a vCPU with an unfinished read has the read behind it.")
            .seenAs(
                "KVM_RUN returns 0 for (a 1-byte read of port 0x10|an MMIO read of 1 byte)",
                "KVM_RUN returns 0 for KVM_EXIT_HLT")
            .seenAs(
                "KVM_RUN returns 0 for a 1-byte write of 0xAB to port 0x11",
                "KVM_RUN returns 0 for a 1-byte write of 0x00 to port 0x11")
            .seenAs(
                "KVM_RUN returns 0 for an MMIO read of 1 byte",
                "KVM_RUN returns 0 for an MMIO write"));
  }

  @Override
  protected VcpuBreach breaking() {
    return new TakesDataAtTheExit(Exits.READ);
  }
}
