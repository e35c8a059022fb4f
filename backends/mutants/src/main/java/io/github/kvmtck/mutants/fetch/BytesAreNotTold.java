package io.github.kvmtck.mutants.fetch;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** KVM_INTERNAL_ERROR_EMULATION_FLAG_INSTRUCTION_BYTES is never set. */
public final class BytesAreNotTold extends VcpuMutant {
  public BytesAreNotTold() {
    super(
        Breach.of(
                "FETCH-03",
                "bytes-are-not-told",
                "The exit does not tell the bytes that could be fetched.")
            .seenAs("flags is 1, insn_size is", "flags is 0, insn_size is"));
  }

  @Override
  protected VcpuBreach breaking() {
    return FailedFetch.told(run -> run.set("emulation_failure.flags", 0));
  }
}
