package io.github.kvmtck.mutants.fetch;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.reference.kvm.Vcpu;

/** The tests of the CPL and of is_guest_mode stay where they were. */
public final class OwnFetchIsForCpl0 extends UdInPlaceOfTheExit {
  public OwnFetchIsForCpl0() {
    super(
        Breach.of(
                "FETCH-20",
                "own-fetch-is-for-cpl-0",
                "The exit reason for a fetch comes at CPL 0 of a guest that is no nested one only.")
            .in("mainline+fetch-exit")
            .seenAs(
                "KVM_RUN returns 0 for a failed fetch at",
                "KVM_RUN returns 0 for KVM_EXIT_SHUTDOWN"));
  }

  @Override
  boolean exits(Vcpu vcpu) {
    return vcpu.cpu().segments.cpl() == 0 && !vcpu.nested().guestMode();
  }
}
