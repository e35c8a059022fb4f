package io.github.kvmtck.mutants.fetch;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.reference.kvm.Vcpu;

/** The test of is_guest_mode comes before that of the capability. */
public final class CapabilityDoesNotCountWhenNested extends UdInPlaceOfTheExit {
  public CapabilityDoesNotCountWhenNested() {
    super(
        Breach.of(
                "FETCH-07",
                "capability-does-not-count-when-nested",
                "With KVM_CAP_EXIT_ON_EMULATION_FAILURE a failed fetch of a nested guest does not"
                    + " exit.")
            .seenAs(
                "KVM_RUN returns 0 for KVM_EXIT_INTERNAL_ERROR",
                "KVM_RUN returns 0 for KVM_EXIT_SHUTDOWN"));
  }

  @Override
  boolean exits(Vcpu vcpu) {
    return !vcpu.nested().guestMode();
  }
}
