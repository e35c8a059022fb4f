package io.github.kvmtck.mutants.ux;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.CallBreach;
import io.github.kvmtck.mutants.seam.CallMutant;

/** Makes a request and does not kick. */
public class RequestInKvmRunIsLost extends CallMutant {
  public RequestInKvmRunIsLost() {
    this("request-in-kvm-run-is-lost", "mainline+user-exit+exitfd");
  }

  RequestInKvmRunIsLost(String name, String profile) {
    super(
        Breach.of("UX-05", name, "A vCPU that is in KVM_RUN is not reached by a request to leave.")
            .in(profile)
            .seenAs("KVM_RUN returns 0 for KVM_EXIT_REQUEST", "KVM_RUN returns 0 for KVM_EXIT_HLT")
            .seenAsHang());
  }

  @Override
  protected CallBreach breaking() {
    return new LosesRequests(true);
  }
}
