package io.github.kvmtck.mutants.comp;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.model.Forgets;
import io.github.kvmtck.mutants.model.ModelMutant;
import io.github.kvmtck.reference.blueprint.Blueprint;
import io.github.kvmtck.reference.kvm.Parts;
import io.github.kvmtck.reference.run.FinishPending;
import io.github.kvmtck.reference.run.LookAtSignals;

/** Signals are looked at first, and the completion callback is cleared on the way out. */
public final class SignalDropsCompletion extends ModelMutant {
  public SignalDropsCompletion() {
    super(
        Breach.of(
                "COMP-02",
                "signal-drops-completion",
                "A signal that is pending at re-entry makes KVM forget the pending operation.")
            .seenAs("AL is 0xAB", "AL is 0\\b")
            .seenAs(
                "KVM_RUN returns 0 for KVM_EXIT_HLT",
                "KVM_RUN returns 0 for a 1-byte read of port 0x10"));
  }

  @Override
  public Blueprint apply(Blueprint mainline) {
    return mainline.change(
        Parts.STAGES,
        stages -> stages.before(FinishPending.class, new Forgets(new LookAtSignals())));
  }
}
