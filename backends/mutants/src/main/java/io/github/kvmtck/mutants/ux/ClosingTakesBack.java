package io.github.kvmtck.mutants.ux;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.CallBreach;
import io.github.kvmtck.mutants.seam.CallMutant;

/** An exitfd that goes takes its request along. */
public final class ClosingTakesBack extends CallMutant {
  public ClosingTakesBack() {
    super(
        Breach.of(
                "UX-10",
                "closing-takes-back",
                "Closing an exitfd takes back what was asked through it.")
            .in("mainline+user-exit+exitfd")
            .seenAs(
                "KVM_RUN returns 0 for KVM_EXIT_REQUEST", "KVM_RUN returns 0 for KVM_EXIT_HLT"));
  }

  @Override
  protected CallBreach breaking() {
    return new ForgetsAtClose();
  }
}
