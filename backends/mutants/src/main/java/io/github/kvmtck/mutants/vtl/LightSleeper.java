package io.github.kvmtck.mutants.vtl;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.model.Added;
import io.github.kvmtck.mutants.model.ModelMutant;
import io.github.kvmtck.reference.blueprint.Blueprint;
import io.github.kvmtck.reference.kvm.Outcome;
import io.github.kvmtck.reference.kvm.Parts;
import io.github.kvmtck.reference.kvm.Vcpu;
import io.github.kvmtck.reference.run.EnterOrBlock;

/** A kernel whose inactive VTLs are told of what is no event. */
abstract class LightSleeper extends ModelMutant {
  LightSleeper(Breach breach) {
    super(breach);
  }

  /** What ends a wait besides events. */
  abstract boolean wakes(Vcpu vcpu);

  @Override
  public final Blueprint apply(Blueprint blueprint) {
    Added exit =
        new Added(
            "exit for less than an event",
            vcpu ->
                InactiveVtl.is(vcpu) && wakes(vcpu) ? InactiveVtl.wakeUp(vcpu) : Outcome.CONTINUE);
    return blueprint
        .change(
            Parts.WAKE_UP,
            rule -> vcpu -> rule.runnable(vcpu) || InactiveVtl.is(vcpu) && wakes(vcpu))
        .change(Parts.ROUND, stages -> stages.after(EnterOrBlock.class, exit));
  }
}
