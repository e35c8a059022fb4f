package io.github.kvmtck.mutants.run;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.model.Forgets;
import io.github.kvmtck.mutants.model.ModelMutant;
import io.github.kvmtck.reference.blueprint.Blueprint;
import io.github.kvmtck.reference.kvm.Parts;
import io.github.kvmtck.reference.run.TakeCr8;

/** The completion callback is cleared at the end of every KVM_RUN. */
public final class BadCr8DropsCompletion extends ModelMutant {
  public BadCr8DropsCompletion() {
    super(
        Breach.of(
                "RUN-02",
                "bad-cr8-drops-completion",
                "A KVM_RUN that fails for cr8 forgets the pending operation.")
            .seenAs("AL is 0xAB", "AL is 0\\b"));
  }

  @Override
  public Blueprint apply(Blueprint mainline) {
    return mainline.change(Parts.STAGES, stages -> stages.replace(TakeCr8.class, Forgets::new));
  }
}
