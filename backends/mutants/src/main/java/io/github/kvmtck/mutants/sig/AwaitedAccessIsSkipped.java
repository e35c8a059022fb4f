package io.github.kvmtck.mutants.sig;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.CallBreach;
import io.github.kvmtck.mutants.seam.CallMutant;

/** Goes on behind the instruction whose fault was served. */
public final class AwaitedAccessIsSkipped extends CallMutant {
  public AwaitedAccessIsSkipped() {
    super(
        Breach.of(
                "SIG-06",
                "awaited-access-is-skipped",
                "An access that had to wait for its page is not made when the page is there.")
            .seenAs("RAX is 0\\b", "RAX is 0x55"));
  }

  @Override
  protected CallBreach breaking() {
    return new SkipsAwaitedAccess();
  }
}
