package io.github.kvmtck.mutants.mp;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.model.ModelMutant;
import io.github.kvmtck.reference.blueprint.Blueprint;
import io.github.kvmtck.reference.kvm.Vcpu;

/** A read that only reads. */
public final class ReadingTheStateHasNoEffect extends ModelMutant {
  public ReadingTheStateHasNoEffect() {
    super(
        Breach.of(
                "MP-04",
                "reading-the-state-has-no-effect",
                "KVM_GET_MP_STATE leaves an INIT or SIPI waiting.")
            .seenAs("KVM_MP_STATE_RUNNABLE", "KVM_MP_STATE_(INIT_RECEIVED|UNINITIALIZED)")
            .seenAs("CS is 0xF000", "CS is 0 "));
  }

  @Override
  public Blueprint apply(Blueprint blueprint) {
    return MpStates.reading(blueprint, Vcpu::mpState);
  }
}
