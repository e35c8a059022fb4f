package io.github.kvmtck.mutants.vtl;

import io.github.kvmtck.api.uapi.Linux;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.CallBreach;
import io.github.kvmtck.mutants.seam.CallMutant;

/** poll_mask that nobody sets. */
public final class PollIsNeverArmed extends CallMutant {
  public PollIsNeverArmed() {
    super(
        Breach.of("VTL-A6", "poll-is-never-armed", "poll says POLLERR of every vCPU.")
            .in("mainline+vcpu-poll")
            .seenAs("the wait goes on", "the wait returns 1")
            .seenAs("1 ready, revents 1", "1 ready, revents 8")
            .seenAs("0 ready, revents 0", "1 ready, revents 8")
            .seenAs("the wait ends with an event", "the wait returns 1"));
  }

  @Override
  protected CallBreach breaking() {
    return Polled.as(Linux.POLLERR);
  }
}
