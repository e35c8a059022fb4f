package io.github.kvmtck.mutants.vtl;

import io.github.kvmtck.api.uapi.MpState;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.model.Added;
import io.github.kvmtck.mutants.model.ModelMutant;
import io.github.kvmtck.reference.blueprint.Blueprint;
import io.github.kvmtck.reference.kvm.Outcome;
import io.github.kvmtck.reference.kvm.Parts;
import io.github.kvmtck.reference.run.ImmediateExit;

/** kvm_vcpu_running that does not know of the state. */
public final class InactiveVtlRuns extends ModelMutant {
  public InactiveVtlRuns() {
    super(
        Breach.of("VTL-04", "inactive-vtl-runs", "KVM_RUN runs the guest of an inactive VTL.")
            .in("mainline+hv-inactive-vtl")
            .seenAs("the wait goes on", "the wait returns 0"));
  }

  @Override
  public Blueprint apply(Blueprint blueprint) {
    Added wakes =
        new Added(
            "run an inactive VTL",
            vcpu -> {
              if (InactiveVtl.is(vcpu)) {
                vcpu.mpState(MpState.KVM_MP_STATE_RUNNABLE.number());
              }
              return Outcome.CONTINUE;
            });
    return blueprint.change(Parts.STAGES, stages -> stages.after(ImmediateExit.class, wakes));
  }
}
