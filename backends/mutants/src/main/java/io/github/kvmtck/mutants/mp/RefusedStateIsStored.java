package io.github.kvmtck.mutants.mp;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.model.ModelMutant;
import io.github.kvmtck.reference.blueprint.Blueprint;
import io.github.kvmtck.reference.kvm.Vcpu;

/** The store comes before the check. */
public final class RefusedStateIsStored extends ModelMutant {
  public RefusedStateIsStored() {
    super(
        Breach.of(
                "MP-02",
                "refused-state-is-stored",
                "KVM_SET_MP_STATE stores the state before it refuses it.")
            .seenAs("KVM_MP_STATE_RUNNABLE", "(KVM_MP_STATE|\\d)")
            .seenAsHang());
  }

  @Override
  public Blueprint apply(Blueprint blueprint) {
    return MpStates.before(blueprint, Vcpu::mpState);
  }
}
