package io.github.kvmtck.mutants.vtl;

import io.github.kvmtck.api.uapi.ProposedWaits;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** An ioctl that only KVM_RUN can be kicked out of. */
public final class WaitIoctlIgnoresImmediateExit extends VcpuMutant {
  public WaitIoctlIgnoresImmediateExit() {
    super(
        Breach.of(
                "VTL-A1",
                "wait-ioctl-ignores-immediate-exit",
                "KVM_VCPU_WAIT does not look at immediate_exit.")
            .in("mainline+vcpu-wait")
            .seenAs("the wait returns", "the wait has not returned")
            .seenAs("the wait fails with EINTR", "the wait returns 0"));
  }

  @Override
  protected VcpuBreach breaking() {
    return call -> {
      if (call.is(ProposedWaits.KVM_VCPU_WAIT)) {
        call.run().immediateExit(0);
      }
      return call.proceed();
    };
  }
}
