package io.github.kvmtck.mutants.fetch;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** The test of insn_size is the wrong way round. */
public final class NdataIsThatOfTheOtherExit extends VcpuMutant {
  public NdataIsThatOfTheOtherExit() {
    super(
        Breach.of(
                "FETCH-04",
                "ndata-is-that-of-the-other-exit",
                "ndata is with the bytes of the instruction what it should be without, and without"
                    + " them what it should be with.")
            .seenAs(
                "where flags is 0, internal.ndata is one of",
                "where flags is 0, internal.ndata is 8")
            .seenAs(
                "where flags is 1, internal.ndata is one of",
                "where flags is 1, internal.ndata is 6"));
  }

  @Override
  protected VcpuBreach breaking() {
    return FailedFetch.told(
        run -> run.set("internal.ndata", run.get("emulation_failure.flags") == 0 ? 8 : 6));
  }
}
