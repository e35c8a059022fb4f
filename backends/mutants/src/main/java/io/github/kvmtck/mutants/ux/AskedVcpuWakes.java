package io.github.kvmtck.mutants.ux;

import io.github.kvmtck.api.uapi.MpState;
import io.github.kvmtck.api.uapi.Proposed;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** Takes the request for a wake-up event. */
public final class AskedVcpuWakes extends VcpuMutant {
  public AskedVcpuWakes() {
    super(
        Breach.of(
                "UX-12",
                "asked-vcpu-wakes",
                "A blocked vCPU that leaves on request is RUNNABLE afterwards.")
            .in("mainline+user-exit+exitfd")
            .seenAs("KVM_MP_STATE_", "KVM_MP_STATE_RUNNABLE"));
  }

  @Override
  protected VcpuBreach breaking() {
    return VcpuBreach.afterRun(ended -> {
      if (ended.call().run().exitReason() == Proposed.KVM_EXIT_REQUEST) {
        ended.call().vcpu().setMpState(MpState.KVM_MP_STATE_RUNNABLE).orThrow();
      }
      return ended.result();
    });
  }
}
