package io.github.kvmtck.mutants.fetch;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.reference.kvm.Vcpu;

/** The test of the CPL comes before that of the capability. */
public final class CapabilityCountsAtCpl0Only extends UdInPlaceOfTheExit {
  public CapabilityCountsAtCpl0Only() {
    super(
        Breach.of(
                "FETCH-07",
                "capability-counts-at-cpl-0-only",
                "With KVM_CAP_EXIT_ON_EMULATION_FAILURE a failed fetch at CPL 3 does not exit.")
            .seenAs(
                "KVM_RUN returns 0 for KVM_EXIT_INTERNAL_ERROR",
                "KVM_RUN returns 0 for KVM_EXIT_SHUTDOWN"));
  }

  @Override
  boolean exits(Vcpu vcpu) {
    return vcpu.cpu().segments.cpl() == 0;
  }
}
