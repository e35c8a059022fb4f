package io.github.kvmtck.mutants.mp;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.uapi.MpState;
import io.github.kvmtck.api.uapi.VcpuEvents;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** The state is set and not looked at. */
public final class HaltIsEndedByEventsOnly extends VcpuMutant {
  public HaltIsEndedByEventsOnly() {
    super(
        Breach.of(
                "MP-07",
                "halt-is-ended-by-events-only",
                "KVM_SET_MP_STATE with RUNNABLE does not end a halt.")
            .seenAsHang());
  }

  @Override
  protected VcpuBreach breaking() {
    return call -> {
      boolean runnable =
          call.is(VcpuEvents.KVM_SET_MP_STATE)
              && call.argument(VcpuEvents.MP_STATE).get("mp_state")
                  == MpState.KVM_MP_STATE_RUNNABLE.number();
      return runnable ? Result.ZERO : call.proceed();
    };
  }
}
