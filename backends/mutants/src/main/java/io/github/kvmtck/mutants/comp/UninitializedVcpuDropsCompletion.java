package io.github.kvmtck.mutants.comp;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.model.Forgets;
import io.github.kvmtck.mutants.model.ModelMutant;
import io.github.kvmtck.reference.blueprint.Blueprint;
import io.github.kvmtck.reference.kvm.Parts;
import io.github.kvmtck.reference.run.WaitForInit;

/** Clears the completion callback where the vCPU waits for INIT. */
public final class UninitializedVcpuDropsCompletion extends ModelMutant {
  public UninitializedVcpuDropsCompletion() {
    super(
        Breach.of(
                "COMP-02",
                "uninitialized-vcpu-drops-completion",
                "KVM_RUN on an UNINITIALIZED vCPU forgets the pending operation.")
            .seenAs("AL is 0xAB", "AL is 0\\b"));
  }

  @Override
  public Blueprint apply(Blueprint mainline) {
    return mainline.change(Parts.STAGES, stages -> stages.replace(WaitForInit.class, Forgets::new));
  }
}
