package io.github.kvmtck.mutants.kick;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.model.FinishesAndRunsOn;
import io.github.kvmtck.mutants.model.ModelMutant;
import io.github.kvmtck.reference.blueprint.Blueprint;
import io.github.kvmtck.reference.kvm.Parts;
import io.github.kvmtck.reference.run.FinishPending;

/** Completion goes on into the guest. */
public class KickedRunRunsOn extends ModelMutant {
  public KickedRunRunsOn() {
    this("kicked-run-runs-on", "mainline+kick-all");
  }

  KickedRunRunsOn(String name, String profile) {
    super(
        Breach.of(
                "KICK-04",
                name,
                "A kicked KVM_RUN executes an instruction behind the operation"
                    + " that it finishes.")
            .in(profile)
            .seenAs("AX is 0xAB", "AX is 0x1AB")
            .seenAs("RIP is", "RIP is")
            .seenAs("KVM_RUN fails with EINTR", "KVM_RUN"));
  }

  @Override
  public Blueprint apply(Blueprint blueprint) {
    return blueprint.change(
        Parts.STAGES, stages -> stages.replace(FinishPending.class, FinishesAndRunsOn::new));
  }
}
