package io.github.kvmtck.mutants.fetch;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.model.ModelMutant;
import io.github.kvmtck.reference.blueprint.Blueprint;
import io.github.kvmtck.reference.kvm.Parts;
import io.github.kvmtck.reference.run.FinishPending;

/** What is right for a fetch is done for a load as well. */
abstract class LoadIsTriedAgain extends ModelMutant {
  LoadIsTriedAgain(Breach breach) {
    super(breach);
  }

  @Override
  public final Blueprint apply(Blueprint blueprint) {
    return blueprint.change(
        Parts.STAGES, stages -> stages.replace(FinishPending.class, DropsMmioReads::new));
  }
}
