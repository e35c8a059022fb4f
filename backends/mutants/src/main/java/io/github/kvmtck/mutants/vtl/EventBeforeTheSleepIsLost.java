package io.github.kvmtck.mutants.vtl;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.CallBreach;
import io.github.kvmtck.mutants.seam.CallMutant;

/** A wait queue joined behind the last look at events. */
public final class EventBeforeTheSleepIsLost extends CallMutant {
  public EventBeforeTheSleepIsLost() {
    super(
        Breach.of(
                "VTL-06",
                "event-before-the-sleep-is-lost",
                "KVM_RUN in state 11 looks for events once and sleeps until the next one.")
            .in("mainline+hv-inactive-vtl")
            .seenAs("the wait returns", "the wait has not returned")
            .seenAsHang()
            .seenAs("KVM_RUN returns 0 for KVM_EXIT_SYSTEM_EVENT", "KVM_RUN has not"));
  }

  @Override
  protected CallBreach breaking() {
    return Unheard.messages();
  }
}
