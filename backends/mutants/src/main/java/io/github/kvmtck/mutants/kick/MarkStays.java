package io.github.kvmtck.mutants.kick;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.reference.kvm.Vm;
import io.github.kvmtck.reference.variation.KickRequest;

/** kvm_clear_all_cpus_request is missing. */
public final class MarkStays extends AfterTheKick {
  public MarkStays() {
    super(
        Breach.of(
                "KICK-08",
                "mark-stays",
                "A KVM_RUN is held off after a kick that should have cleared its marks.")
            .in("mainline+kick-all")
            .seenAs("KVM_RUN returns 0 for KVM_EXIT_HLT", "KVM_RUN fails with EINTR")
            .seenAs("KVM_RUN of the twin returns 0 for KVM_EXIT_HLT", "it → -1 EINTR"));
  }

  @Override
  void marks(Vm vm) {
    KickRequest.makeAll(vm);
  }
}
