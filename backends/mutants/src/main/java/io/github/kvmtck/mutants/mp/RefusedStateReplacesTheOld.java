package io.github.kvmtck.mutants.mp;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.model.ModelMutant;
import io.github.kvmtck.reference.blueprint.Blueprint;
import io.github.kvmtck.reference.kvm.Vcpu;

/** The store comes before the check. */
public final class RefusedStateReplacesTheOld extends ModelMutant {
  public RefusedStateReplacesTheOld() {
    super(
        Breach.of(
                "MP-03",
                "refused-state-replaces-the-old",
                "KVM_SET_MP_STATE stores the state before it refuses it.")
            .seenAs("KVM_MP_STATE_HALTED|the MP state is", "(KVM_MP_STATE|the MP state|\\d)"));
  }

  @Override
  public Blueprint apply(Blueprint blueprint) {
    return MpStates.before(blueprint, Vcpu::mpState);
  }
}
