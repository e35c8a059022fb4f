package io.github.kvmtck.mutants.ro;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.CallBreach;
import io.github.kvmtck.mutants.seam.CallMutant;

/** A locked instruction works on memory. */
public final class ReadModifyWriteLands extends CallMutant {
  public ReadModifyWriteLands() {
    super(
        Breach.of(
                "RO-02",
                "read-modify-write-lands",
                "A read-modify-write of a read-only slot changes memory.")
            .seenAs(
                "host memory of slot 1 at 0x10 contains",
                "host memory of slot 1 at 0x10 contains"));
  }

  @Override
  protected CallBreach breaking() {
    return new WriteThrough();
  }
}
