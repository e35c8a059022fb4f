package io.github.kvmtck.mutants.vtl;

import io.github.kvmtck.api.uapi.VcpuRun;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** The end of a wait that looks like that for a signal. */
public final class HaltedUserspaceTellsNoEvent extends VcpuMutant {
  public HaltedUserspaceTellsNoEvent() {
    super(
        Breach.of(
                "VTL-A5",
                "halted-userspace-tells-no-event",
                "KVM_RUN in KVM_MP_STATE_HALTED_USERSPACE fails with EINTR for an event.")
            .in("mainline+halted-userspace")
            .seenAs("the wait ends with an event", "the wait fails with EINTR")
            .seenAs("KVM_RUN returns 0 for KVM_EXIT_SYSTEM_EVENT", "KVM_RUN fails with EINTR"));
  }

  @Override
  protected VcpuBreach breaking() {
    return Quiet.ends(VcpuRun.KVM_RUN);
  }
}
