package io.github.kvmtck.mutants.comp;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.model.ModelMutant;
import io.github.kvmtck.reference.blueprint.Blueprint;
import io.github.kvmtck.reference.variation.BlockingCompletion;

/** The completion callback that was proposed for VTL switches, and withdrawn. */
public final class VtlSwitchBlocksInCompletion extends ModelMutant {
  public VtlSwitchBlocksInCompletion() {
    super(
        Breach.of(
                "COMP-33",
                "vtl-switch-blocks-in-completion",
                "Completing a switch of VTLs waits for an event before immediate_exit is looked"
                    + " at.")
            .in("mainline+hv-inactive-vtl")
            .seenAsHang());
  }

  @Override
  public Blueprint apply(Blueprint blueprint) {
    return new BlockingCompletion().apply(blueprint);
  }
}
