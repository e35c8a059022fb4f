package io.github.kvmtck.mutants.fetch;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** info_start is 1 whatever insn_size is. */
public final class NdataLeavesTheBytesOut extends VcpuMutant {
  public NdataLeavesTheBytesOut() {
    super(
        Breach.of(
                "FETCH-03",
                "ndata-leaves-the-bytes-out",
                "ndata does not count the words that hold the bytes of the instruction.")
            .seenAs(
                "where flags is 1, internal.ndata is one of",
                "where flags is 1, internal.ndata is 6"));
  }

  @Override
  protected VcpuBreach breaking() {
    return FailedFetch.told(run -> {
      if (run.get("emulation_failure.flags") != 0) {
        run.set("internal.ndata", 6);
      }
    });
  }
}
