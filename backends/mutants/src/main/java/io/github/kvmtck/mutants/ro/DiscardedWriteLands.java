package io.github.kvmtck.mutants.ro;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.CallBreach;
import io.github.kvmtck.mutants.seam.CallMutant;

/** The emulator writes to memory and exits. */
public final class DiscardedWriteLands extends CallMutant {
  public DiscardedWriteLands() {
    super(
        Breach.of(
                "RO-01",
                "discarded-write-lands",
                "A write to a read-only slot exits and changes memory.")
            .seenAs(
                "host memory of slot [12] at 0(?:x(10)?10)? contains",
                "host memory of slot [12] at 0(?:x(10)?10)? contains"));
  }

  @Override
  protected CallBreach breaking() {
    return new WriteThrough();
  }
}
