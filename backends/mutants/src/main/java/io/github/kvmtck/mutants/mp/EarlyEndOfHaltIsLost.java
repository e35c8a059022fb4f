package io.github.kvmtck.mutants.mp;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.model.Added;
import io.github.kvmtck.mutants.model.ModelMutant;
import io.github.kvmtck.reference.blueprint.Blueprint;
import io.github.kvmtck.reference.kvm.Outcome;
import io.github.kvmtck.reference.kvm.Parts;
import io.github.kvmtck.reference.run.EnterOrBlock;

/** A wake-up without memory. */
public final class EarlyEndOfHaltIsLost extends ModelMutant {
  public EarlyEndOfHaltIsLost() {
    super(
        Breach.of(
                "MP-06",
                "early-end-of-halt-is-lost",
                "The end of a halt is forgotten where the vCPU does not halt yet.")
            .seenAsHang()
            .seenAs("RAX is 1", "RAX is 0"));
  }

  @Override
  public Blueprint apply(Blueprint blueprint) {
    return blueprint.change(
        Parts.ROUND,
        round ->
            round.before(
                EnterOrBlock.class,
                new Added(
                    "forget the end of a halt",
                    vcpu -> {
                      vcpu.interrupts().haltEnded();
                      return Outcome.CONTINUE;
                    })));
  }
}
