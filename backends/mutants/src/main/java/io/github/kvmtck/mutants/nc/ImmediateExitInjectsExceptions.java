package io.github.kvmtck.mutants.nc;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.model.ModelMutant;
import io.github.kvmtck.reference.blueprint.Blueprint;
import io.github.kvmtck.reference.kvm.Parts;
import io.github.kvmtck.reference.run.ImmediateExit;
import io.github.kvmtck.reference.run.InjectEvents;

/** Events are moved on before immediate_exit is looked at. */
public final class ImmediateExitInjectsExceptions extends ModelMutant {
  public ImmediateExitInjectsExceptions() {
    super(
        Breach.of(
                "NC-10",
                "immediate-exit-injects-exceptions",
                "KVM_RUN with immediate_exit makes a pending exception an injected one.")
            .seenAs("exception.pending is 1\\b", "exception.pending is 0\\b"));
  }

  @Override
  public Blueprint apply(Blueprint mainline) {
    return mainline.change(
        Parts.STAGES, stages -> stages.before(ImmediateExit.class, new InjectEvents()));
  }
}
