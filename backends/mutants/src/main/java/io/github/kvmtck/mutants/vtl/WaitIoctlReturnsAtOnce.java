package io.github.kvmtck.mutants.vtl;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.uapi.ProposedWaits;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** The core of vcpu_block without its loop. */
public final class WaitIoctlReturnsAtOnce extends VcpuMutant {
  public WaitIoctlReturnsAtOnce() {
    super(
        Breach.of(
                "VTL-A1",
                "wait-ioctl-returns-at-once",
                "KVM_VCPU_WAIT returns without an event, whatever it is asked.")
            .in("mainline+vcpu-wait")
            .seenAs("the wait goes on", "the wait returns 0")
            .seenAs("the call of the other task waits", "it does not sleep in the call")
            .seenAs("-1 E(INVAL|FAULT)", "0")
            .seenAs("the wait fails with EINTR", "the wait returns 0")
            .seenAs("the wait gets to its sleep", "the wait returns 0"));
  }

  @Override
  protected VcpuBreach breaking() {
    return call -> call.is(ProposedWaits.KVM_VCPU_WAIT) ? Result.ZERO : call.proceed();
  }
}
