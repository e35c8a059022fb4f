package io.github.kvmtck.mutants.fetch;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.reference.kvm.Vcpu;

/** The tests of the CPL and of is_guest_mode stay where they were. */
public final class MmioFetchIsForCpl0 extends UdInPlaceOfTheExit {
  public MmioFetchIsForCpl0() {
    super(
        Breach.of(
                "FETCH-20",
                "mmio-fetch-is-for-cpl-0",
                "The MMIO exit for a fetch comes at CPL 0 of a guest that is no nested one only.")
            .in("mainline+fetch-mmio")
            .seenAs(
                "KVM_RUN returns 0 for an MMIO read of 0 bytes at",
                "KVM_RUN returns 0 for KVM_EXIT_SHUTDOWN"));
  }

  @Override
  boolean exits(Vcpu vcpu) {
    return vcpu.cpu().segments.cpl() == 0 && !vcpu.nested().guestMode();
  }
}
