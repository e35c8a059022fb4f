package io.github.kvmtck.mutants.vtl;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.model.Added;
import io.github.kvmtck.mutants.model.ModelMutant;
import io.github.kvmtck.reference.blueprint.Blueprint;
import io.github.kvmtck.reference.kvm.Outcome;
import io.github.kvmtck.reference.kvm.Parts;
import io.github.kvmtck.reference.run.ImmediateExit;

/** A wait that begins with a clean slate. */
public final class EarlierEventsAreForgotten extends ModelMutant {
  public EarlierEventsAreForgotten() {
    super(
        Breach.of(
                "VTL-06",
                "earlier-events-are-forgotten",
                "KVM_RUN in state 11 forgets what was pending before.")
            .in("mainline+hv-inactive-vtl")
            .seenAsHang());
  }

  @Override
  public Blueprint apply(Blueprint blueprint) {
    Added forgets =
        new Added(
            "forget events",
            vcpu -> {
              if (InactiveVtl.is(vcpu)) {
                vcpu.events().nmiPending(0);
                var unused = vcpu.interrupts().takeInterrupt();
              }
              return Outcome.CONTINUE;
            });
    return blueprint.change(Parts.STAGES, stages -> stages.after(ImmediateExit.class, forgets));
  }
}
