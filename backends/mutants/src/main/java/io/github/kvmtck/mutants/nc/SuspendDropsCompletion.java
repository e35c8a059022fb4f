package io.github.kvmtck.mutants.nc;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.CallBreach;
import io.github.kvmtck.mutants.seam.CallMutant;

/** A notifier that puts its own callback in the place of the one that is pending. */
public final class SuspendDropsCompletion extends CallMutant {
  public SuspendDropsCompletion() {
    super(
        Breach.of(
                "NC-11",
                "suspend-drops-completion",
                "The PM notifier makes KVM forget the pending operation.")
            .in("mainline+needs-completion-on-suspend")
            .seenAs("AL is 0xAB", "AL is 0\\b"));
  }

  @Override
  protected CallBreach breaking() {
    return new DropsAtSuspend();
  }
}
