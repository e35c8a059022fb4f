package io.github.kvmtck.mutants.ux;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.CallBreach;
import io.github.kvmtck.mutants.seam.CallMutant;

/** Takes a request for one to kick, and there is nobody to kick. */
public final class OwnThreadIsNotHeard extends CallMutant {
  public OwnThreadIsNotHeard() {
    super(
        Breach.of(
                "UX-03",
                "own-thread-is-not-heard",
                "KVM_USER_EXIT of a thread that is not in KVM_RUN has no effect.")
            .in("mainline+user-exit+exitfd")
            .seenAs(
                "KVM_RUN returns 0 for KVM_EXIT_REQUEST", "KVM_RUN returns 0 for KVM_EXIT_HLT"));
  }

  @Override
  protected CallBreach breaking() {
    return new LosesRequests(false);
  }
}
