package io.github.kvmtck.mutants.kick;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.reference.kvm.Vm;
import io.github.kvmtck.reference.variation.KickRequest;

/** The marks go with the kick. */
public final class StickyKickClearsItself extends AfterTheKick {
  public StickyKickClearsItself() {
    super(
        Breach.of(
                "KICK-08",
                "sticky-kick-clears-itself",
                "A KVM_RUN after a kick that should stay runs the guest.")
            .in("mainline+kick-all-v1")
            .seenAs("KVM_RUN fails with EINTR", "KVM_RUN returns 0 for KVM_EXIT_HLT")
            .seenAs("KVM_RUN of the twin fails with EINTR", "it → 0"));
  }

  @Override
  void marks(Vm vm) {
    KickRequest.clearAll(vm);
  }
}
