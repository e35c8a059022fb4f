package io.github.kvmtck.mutants.fetch;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** The size of the buffer for that of the instruction. */
public final class InsnSizeIsAlways15 extends VcpuMutant {
  public InsnSizeIsAlways15() {
    super(
        Breach.of(
                "FETCH-03",
                "insn-size-is-always-15",
                "insn_size is 15 however many bytes were fetched.")
            .seenAs("flags is 1, insn_size is \\d, ", "flags is 1, insn_size is 15"));
  }

  @Override
  protected VcpuBreach breaking() {
    return FailedFetch.told(run -> run.set("emulation_failure.insn_size", 15));
  }
}
