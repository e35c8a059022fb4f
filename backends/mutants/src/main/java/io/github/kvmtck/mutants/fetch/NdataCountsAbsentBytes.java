package io.github.kvmtck.mutants.fetch;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** info_start is 3 whatever insn_size is. */
public final class NdataCountsAbsentBytes extends VcpuMutant {
  public NdataCountsAbsentBytes() {
    super(
        Breach.of(
                "FETCH-02",
                "ndata-counts-absent-bytes",
                "Where no byte could be fetched ndata counts the words for them all the same.")
            .seenAs(
                "where flags is 0, internal.ndata is one of",
                "where flags is 0, internal.ndata is 8"));
  }

  @Override
  protected VcpuBreach breaking() {
    return FailedFetch.told(run -> {
      if (run.get("emulation_failure.flags") == 0) {
        run.set("internal.ndata", 8);
      }
    });
  }
}
