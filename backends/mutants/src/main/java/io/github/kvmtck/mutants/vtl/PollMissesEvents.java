package io.github.kvmtck.mutants.vtl;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.CallBreach;
import io.github.kvmtck.mutants.seam.CallMutant;

/** A wait queue that nobody wakes. */
public final class PollMissesEvents extends CallMutant {
  public PollMissesEvents() {
    super(
        Breach.of("VTL-A6", "poll-misses-events", "No message ends a poll.")
            .in("mainline+vcpu-poll")
            .seenAs("the wait returns", "the wait has not returned")
            .seenAsHang());
  }

  @Override
  protected CallBreach breaking() {
    return Unheard.messages();
  }
}
