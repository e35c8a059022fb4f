package io.github.kvmtck.mutants.vtl;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.uapi.ProposedWaits;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** A flag that stands for the event. */
public final class FlaggedWaitReturnsAtOnce extends VcpuMutant {
  public FlaggedWaitReturnsAtOnce() {
    super(
        Breach.of(
                "VTL-A2",
                "flagged-wait-returns-at-once",
                "KVM_VCPU_WAIT with KVM_RUN_IGNORE_RFLAGS_IF returns without an event.")
            .in("mainline+vcpu-wait+ignore-if-flag")
            .seenAs("the wait goes on", "the wait returns 0")
            .seenAs("the wait fails with EINTR", "the wait returns 0")
            .seenAs("the wait gets to its sleep", "the wait returns 0"));
  }

  @Override
  protected VcpuBreach breaking() {
    return call -> call.is(ProposedWaits.KVM_VCPU_WAIT) ? Result.ZERO : call.proceed();
  }
}
