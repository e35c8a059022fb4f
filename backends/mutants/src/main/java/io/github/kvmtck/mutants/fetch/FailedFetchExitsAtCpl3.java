package io.github.kvmtck.mutants.fetch;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.reference.kvm.Vcpu;

/** What is right with the capability only. */
public final class FailedFetchExitsAtCpl3 extends ExitInPlaceOfTheUd {
  public FailedFetchExitsAtCpl3() {
    super(
        Breach.of(
                "FETCH-06",
                "failed-fetch-exits-at-cpl-3",
                "By default a failed fetch exits at CPL 3.")
            .seenAs(
                "KVM_RUN returns 0 for KVM_EXIT_HLT",
                "KVM_RUN returns 0 for KVM_EXIT_INTERNAL_ERROR"));
  }

  @Override
  boolean exits(Vcpu vcpu) {
    return vcpu.cpu().segments.cpl() != 0;
  }
}
