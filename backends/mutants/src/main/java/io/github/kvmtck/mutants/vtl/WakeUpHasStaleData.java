package io.github.kvmtck.mutants.vtl;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** The patch as it was sent. */
public final class WakeUpHasStaleData extends VcpuMutant {
  public WakeUpHasStaleData() {
    super(
        Breach.of(
                "VTL-05",
                "wake-up-has-stale-data",
                "The exit for a wake-up keeps system_event.ndata as it was.")
            .in("mainline+hv-inactive-vtl")
            .seenAs("kvm_run.system_event.ndata is 0", "kvm_run.system_event.ndata is 3"));
  }

  @Override
  protected VcpuBreach breaking() {
    return StaleSystemEvent.of("system_event.ndata");
  }
}
