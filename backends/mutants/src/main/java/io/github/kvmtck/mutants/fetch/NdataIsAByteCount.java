package io.github.kvmtck.mutants.fetch;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** Bytes for words. */
public final class NdataIsAByteCount extends VcpuMutant {
  public NdataIsAByteCount() {
    super(
        Breach.of("FETCH-04", "ndata-is-a-byte-count", "ndata counts bytes.")
            .seenAs(
                "where flags is \\d, internal.ndata is one of",
                "where flags is \\d, internal.ndata is (?:48|64)"));
  }

  @Override
  protected VcpuBreach breaking() {
    return FailedFetch.told(
        run -> run.set("internal.ndata", run.get("internal.ndata") * Long.BYTES));
  }
}
