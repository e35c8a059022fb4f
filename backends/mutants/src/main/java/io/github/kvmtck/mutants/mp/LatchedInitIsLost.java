package io.github.kvmtck.mutants.mp;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.model.Added;
import io.github.kvmtck.mutants.model.ModelMutant;
import io.github.kvmtck.reference.blueprint.Blueprint;
import io.github.kvmtck.reference.kvm.Outcome;
import io.github.kvmtck.reference.kvm.Parts;
import io.github.kvmtck.reference.run.InjectEvents;

/** INIT is dropped as a SIPI is. */
public final class LatchedInitIsLost extends ModelMutant {
  public LatchedInitIsLost() {
    super(
        Breach.of("MP-05", "latched-init-is-lost", "An INIT that comes in SMM is gone after RSM.")
            .seenAs("CS is 0xF000", "CS is 0 "));
  }

  @Override
  public Blueprint apply(Blueprint blueprint) {
    return blueprint.change(
        Parts.ENTRY,
        entry ->
            entry.before(
                InjectEvents.class,
                new Added(
                    "forget INIT",
                    vcpu -> {
                      vcpu.interrupts().initAndSipi().initPending(false);
                      return Outcome.CONTINUE;
                    })));
  }
}
