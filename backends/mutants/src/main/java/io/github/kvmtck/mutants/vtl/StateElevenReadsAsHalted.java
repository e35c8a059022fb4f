package io.github.kvmtck.mutants.vtl;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.uapi.MpState;
import io.github.kvmtck.api.uapi.ProposedVtl;
import io.github.kvmtck.api.uapi.StructValue;
import io.github.kvmtck.api.uapi.VcpuEvents;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** KVM_MP_STATE_HALTED in the place of the new state. */
public final class StateElevenReadsAsHalted extends VcpuMutant {
  public StateElevenReadsAsHalted() {
    super(
        Breach.of(
                "VTL-01",
                "state-eleven-reads-as-halted",
                "KVM_GET_MP_STATE tells 3 of an inactive VTL.")
            .in("mainline+hv-inactive-vtl")
            .seenAs("the MP state is 11", "the MP state is KVM_MP_STATE_HALTED"));
  }

  @Override
  protected VcpuBreach breaking() {
    return call -> {
      Result result = call.proceed();
      if (call.is(VcpuEvents.KVM_GET_MP_STATE)) {
        StructValue state = call.argument(VcpuEvents.MP_STATE);
        boolean inactive = state.get("mp_state") == ProposedVtl.KVM_MP_STATE_HV_INACTIVE_VTL;
        call.argument(
            inactive ? state.with("mp_state", MpState.KVM_MP_STATE_HALTED.number()) : state);
      }
      return result;
    };
  }
}
