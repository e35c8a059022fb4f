package io.github.kvmtck.mutants.fetch;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.model.ModelMutant;
import io.github.kvmtck.reference.blueprint.Blueprint;
import io.github.kvmtck.reference.kvm.Parts;
import io.github.kvmtck.reference.run.FinishPending;

/** What is right for a fetch is done for a load as well. */
public final class MmioFetchTriesTheLoadAgain extends ModelMutant {
  public MmioFetchTriesTheLoadAgain() {
    super(
        Breach.of(
                "FETCH-24",
                "mmio-fetch-tries-the-load-again",
                "After an MMIO read the load is executed again from its start, and gets what is"
                    + " there by then.")
            .in("mainline+fetch-mmio")
            .seenAs(
                "KVM_RUN returns 0 for an MMIO read of 0 bytes at",
                "KVM_RUN returns 0 for an MMIO read of 1 byte"));
  }

  @Override
  public Blueprint apply(Blueprint blueprint) {
    return blueprint.change(
        Parts.STAGES, stages -> stages.replace(FinishPending.class, DropsMmioReads::new));
  }
}
