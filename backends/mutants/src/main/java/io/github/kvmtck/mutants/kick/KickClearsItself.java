package io.github.kvmtck.mutants.kick;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.reference.kvm.Vm;
import io.github.kvmtck.reference.variation.KickRequest;

/** The marks go with the kick. */
public final class KickClearsItself extends AfterTheKick {
  public KickClearsItself() {
    super(
        Breach.of(
                "KICK-03",
                "kick-clears-itself",
                "A KVM_RUN after the kick is not held off, though nobody has resumed.")
            .in("mainline+kick-all-v1")
            .seenAs("-1 EINTR", "0\\b")
            .seenAs("KVM_RUN fails with EINTR", "KVM_RUN returns 0 for KVM_EXIT_HLT")
            .seenAsHang());
  }

  @Override
  void marks(Vm vm) {
    KickRequest.clearAll(vm);
  }
}
