package io.github.kvmtck.mutants.ux;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.CallBreach;
import io.github.kvmtck.mutants.seam.CallMutant;

/** A counter instead of a bit. */
public class EveryRequestCounts extends CallMutant {
  public EveryRequestCounts() {
    this("every-request-counts", "mainline+user-exit+exitfd");
  }

  EveryRequestCounts(String name, String profile) {
    super(
        Breach.of("UX-06", name, "A vCPU exits as often as it was asked to leave.")
            .in(profile)
            .seenAs(
                "KVM_RUN returns 0 for KVM_EXIT_HLT", "KVM_RUN returns 0 for KVM_EXIT_REQUEST"));
  }

  @Override
  protected CallBreach breaking() {
    return new CountsRequests();
  }
}
