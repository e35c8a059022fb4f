package io.github.kvmtck.mutants.imm;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.model.ModelMutant;
import io.github.kvmtck.reference.blueprint.Blueprint;
import io.github.kvmtck.reference.kvm.Parts;
import io.github.kvmtck.reference.run.ImmediateExit;
import io.github.kvmtck.reference.run.LookAtSignals;

/** Signals are looked at before immediate_exit. */
public final class SignalBeforeImmediateExit extends ModelMutant {
  public SignalBeforeImmediateExit() {
    super(
        Breach.of(
                "IMM-08",
                "signal-before-immediate-exit",
                "A pending signal wins over immediate_exit.")
            .seenAs(
                "KVM_RUN fails with EINTR and exit reason 85",
                "KVM_RUN fails with EINTR and exit reason KVM_EXIT_INTR"));
  }

  @Override
  public Blueprint apply(Blueprint mainline) {
    return mainline.change(
        Parts.STAGES, stages -> stages.before(ImmediateExit.class, new LookAtSignals()));
  }
}
