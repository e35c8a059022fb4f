package io.github.kvmtck.mutants.fetch;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.reference.kvm.Vcpu;

/** is_guest_mode is not asked. */
public final class FailedFetchExitsInANestedGuest extends ExitInPlaceOfTheUd {
  public FailedFetchExitsInANestedGuest() {
    super(
        Breach.of(
                "FETCH-06",
                "failed-fetch-exits-in-a-nested-guest",
                "By default a failed fetch exits in a nested guest.")
            .seenAs(
                "KVM_RUN returns 0 for KVM_EXIT_HLT",
                "KVM_RUN returns 0 for KVM_EXIT_INTERNAL_ERROR"));
  }

  @Override
  boolean exits(Vcpu vcpu) {
    return vcpu.nested().guestMode();
  }
}
