package io.github.kvmtck.mutants.vtl;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.CallBreach;
import io.github.kvmtck.mutants.seam.CallMutant;

/** A wait queue that nobody wakes. */
public final class FlaggedWaitMissesEvents extends CallMutant {
  public FlaggedWaitMissesEvents() {
    super(
        Breach.of(
                "VTL-A2",
                "flagged-wait-misses-events",
                "No message ends a wait with KVM_RUN_IGNORE_RFLAGS_IF.")
            .in("mainline+vcpu-wait+ignore-if-flag")
            .seenAs("the wait returns", "the wait has not returned")
            .seenAsHang());
  }

  @Override
  protected CallBreach breaking() {
    return Unheard.messages();
  }
}
