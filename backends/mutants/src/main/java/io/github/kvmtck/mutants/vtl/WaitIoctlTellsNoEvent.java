package io.github.kvmtck.mutants.vtl;

import io.github.kvmtck.api.uapi.ProposedWaits;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** The end of a wait that looks like that for a signal. */
public final class WaitIoctlTellsNoEvent extends VcpuMutant {
  public WaitIoctlTellsNoEvent() {
    super(
        Breach.of(
                "VTL-A1",
                "wait-ioctl-tells-no-event",
                "KVM_VCPU_WAIT fails with EINTR for an event.")
            .in("mainline+vcpu-wait")
            .seenAs("the wait ends with an event", "the wait fails with EINTR")
            .seenAs("KVM_RUN returns 0 for KVM_EXIT_SYSTEM_EVENT", "KVM_RUN fails with EINTR"));
  }

  @Override
  protected VcpuBreach breaking() {
    return Quiet.ends(ProposedWaits.KVM_VCPU_WAIT);
  }
}
