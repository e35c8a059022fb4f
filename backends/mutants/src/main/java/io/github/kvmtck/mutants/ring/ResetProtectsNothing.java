package io.github.kvmtck.mutants.ring;

import io.github.kvmtck.mutants.Breach;

/** kvm_reset_dirty_gfn is never called. */
public final class ResetProtectsNothing extends ResetProtectsNoPage {
  public ResetProtectsNothing() {
    super(
        Breach.of(
                "RING-03",
                "reset-protects-nothing",
                "A page that was reset is never in a ring again.")
            .seenAs("the dirty ring names page 1", "the dirty ring names no page"));
  }
}
