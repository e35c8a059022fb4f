package io.github.kvmtck.mutants.ux;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.CallBreach;
import io.github.kvmtck.mutants.seam.CallMutant;

/** A request for each exitfd. */
public final class TwoExitfdsTwoExits extends CallMutant {
  public TwoExitfdsTwoExits() {
    super(
        Breach.of(
                "UX-10",
                "two-exitfds-two-exits",
                "A vCPU exits once for each exitfd that was written.")
            .in("mainline+user-exit+exitfd")
            .seenAs("KVM_RUN returns 0 for KVM_EXIT_HLT", "KVM_RUN returns 0 for KVM_EXIT_REQUEST")
            .seenAs("KVM_RUN of the twin returns 0 for KVM_EXIT_HLT", "it → 0 KVM_EXIT_REQUEST"));
  }

  @Override
  protected CallBreach breaking() {
    return new CountsRequests();
  }
}
