package io.github.kvmtck.mutants.vtl;

import io.github.kvmtck.api.uapi.VcpuRun;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** The end of a wait that looks like that for a signal. */
public final class InactiveVtlTellsNoEvent extends VcpuMutant {
  public InactiveVtlTellsNoEvent() {
    super(
        Breach.of(
                "VTL-06",
                "inactive-vtl-tells-no-event",
                "KVM_RUN in state 11 fails with EINTR for an event.")
            .in("mainline+hv-inactive-vtl")
            .seenAs("the wait ends with an event", "the wait fails with EINTR")
            .seenAs("KVM_RUN returns 0 for KVM_EXIT_SYSTEM_EVENT", "KVM_RUN fails with EINTR"));
  }

  @Override
  protected VcpuBreach breaking() {
    return Quiet.ends(VcpuRun.KVM_RUN);
  }
}
