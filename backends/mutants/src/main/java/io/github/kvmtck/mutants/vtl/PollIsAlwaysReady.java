package io.github.kvmtck.mutants.vtl;

import io.github.kvmtck.api.uapi.Linux;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.CallBreach;
import io.github.kvmtck.mutants.seam.CallMutant;

/** kvm_vcpu_poll that reads no mask. */
public final class PollIsAlwaysReady extends CallMutant {
  public PollIsAlwaysReady() {
    super(
        Breach.of("VTL-A6", "poll-is-always-ready", "poll says POLLIN of every vCPU.")
            .in("mainline+vcpu-poll")
            .seenAs("the wait goes on", "the wait returns 1")
            .seenAs("1 ready, revents 8", "1 ready, revents 1")
            .seenAs("0 ready", "1 ready")
            .seenAs("the poll waits", "it does not sleep"));
  }

  @Override
  protected CallBreach breaking() {
    return Polled.as(Linux.POLLIN);
  }
}
