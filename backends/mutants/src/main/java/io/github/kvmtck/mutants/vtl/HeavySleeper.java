package io.github.kvmtck.mutants.vtl;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.model.ModelMutant;
import io.github.kvmtck.reference.blueprint.Blueprint;
import io.github.kvmtck.reference.kvm.Parts;
import io.github.kvmtck.reference.kvm.Vcpu;

/** A kernel whose inactive VTLs miss some of the events. */
abstract class HeavySleeper extends ModelMutant {
  HeavySleeper(Breach breach) {
    super(breach);
  }

  /** Whether an inactive VTL that has an event is told of it. */
  abstract boolean sees(Vcpu vcpu);

  @Override
  public final Blueprint apply(Blueprint blueprint) {
    return blueprint.change(
        Parts.WAKE_UP,
        rule -> vcpu -> rule.runnable(vcpu) && (!InactiveVtl.is(vcpu) || sees(vcpu)));
  }
}
