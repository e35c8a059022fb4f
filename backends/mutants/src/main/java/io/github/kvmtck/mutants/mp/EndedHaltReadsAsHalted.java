package io.github.kvmtck.mutants.mp;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.model.ModelMutant;
import io.github.kvmtck.reference.blueprint.Blueprint;
import io.github.kvmtck.reference.kvm.Vcpu;

/** pv_unhalted is not looked at. */
public final class EndedHaltReadsAsHalted extends ModelMutant {
  public EndedHaltReadsAsHalted() {
    super(
        Breach.of(
                "MP-06",
                "ended-halt-reads-as-halted",
                "KVM_GET_MP_STATE tells the state of a vCPU whose halt has been ended as it is"
                    + " stored.")
            .seenAs("KVM_MP_STATE_RUNNABLE", "KVM_MP_STATE_"));
  }

  @Override
  public Blueprint apply(Blueprint blueprint) {
    return MpStates.reading(blueprint, Vcpu::mpState);
  }
}
