package io.github.kvmtck.mutants.mp;

import io.github.kvmtck.api.uapi.MpState;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.model.ModelMutant;
import io.github.kvmtck.reference.blueprint.Blueprint;

/** pv_unhalted is looked at whatever the state is. */
public final class EndOfHaltMakesAnyStateRunnable extends ModelMutant {
  public EndOfHaltMakesAnyStateRunnable() {
    super(
        Breach.of(
                "MP-06",
                "end-of-halt-makes-any-state-runnable",
                "KVM_GET_MP_STATE reports RUNNABLE in any state after the end of a halt.")
            .seenAs("KVM_MP_STATE_(INIT|UNINIT)", "KVM_MP_STATE_RUNNABLE"));
  }

  @Override
  public Blueprint apply(Blueprint blueprint) {
    return MpStates.reading(
        blueprint,
        vcpu ->
            vcpu.interrupts().pvUnhalted()
                ? MpState.KVM_MP_STATE_RUNNABLE.number()
                : vcpu.mpState());
  }
}
