package io.github.kvmtck.mutants.mp;

import io.github.kvmtck.api.uapi.MpState;
import io.github.kvmtck.api.uapi.StructValue;
import io.github.kvmtck.api.uapi.VcpuEvents;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** Half of what the state means. */
public final class SipiOfUserspaceIsForgotten extends VcpuMutant {
  public SipiOfUserspaceIsForgotten() {
    super(
        Breach.of(
                "MP-04",
                "sipi-of-userspace-is-forgotten",
                "KVM_SET_MP_STATE with SIPI_RECEIVED stores INIT_RECEIVED and no SIPI.")
            .seenAs("KVM_MP_STATE_RUNNABLE", "KVM_MP_STATE_INIT_RECEIVED")
            .seenAsHang());
  }

  @Override
  protected VcpuBreach breaking() {
    return call -> {
      if (call.is(VcpuEvents.KVM_SET_MP_STATE)) {
        StructValue state = call.argument(VcpuEvents.MP_STATE);
        if (state.get("mp_state") == MpState.KVM_MP_STATE_SIPI_RECEIVED.number()) {
          call.argument(state.with("mp_state", MpState.KVM_MP_STATE_INIT_RECEIVED.number()));
        }
      }
      return call.proceed();
    };
  }
}
