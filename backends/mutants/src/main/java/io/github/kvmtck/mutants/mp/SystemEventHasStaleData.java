package io.github.kvmtck.mutants.mp;

import io.github.kvmtck.api.uapi.ExitReason;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** What KVM did before it had KVM_CAP_SYSTEM_EVENT_DATA. */
public final class SystemEventHasStaleData extends VcpuMutant {
  public SystemEventHasStaleData() {
    super(
        Breach.of(
                "MP-08",
                "system-event-has-stale-data",
                "KVM_EXIT_SYSTEM_EVENT leaves ndata as it was.")
            .seenAs("kvm_run.system_event.ndata is 0", "kvm_run.system_event.ndata is 3"));
  }

  @Override
  protected VcpuBreach breaking() {
    return VcpuBreach.afterRun(ended -> {
      if (ended.call().run().exitReason() == ExitReason.KVM_EXIT_SYSTEM_EVENT.number()) {
        ended.call().run().set("system_event.ndata", ended.before().get("system_event.ndata"));
      }
      return ended.result();
    });
  }
}
