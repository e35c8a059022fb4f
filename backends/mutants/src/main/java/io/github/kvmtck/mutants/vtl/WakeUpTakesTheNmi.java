package io.github.kvmtck.mutants.vtl;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.reference.kvm.Vcpu;

/** process_nmi in the test for events. */
public final class WakeUpTakesTheNmi extends AtWakeUp {
  public WakeUpTakesTheNmi() {
    super(
        Breach.of("VTL-11", "wake-up-takes-the-nmi", "The exit for a wake-up takes the NMI.")
            .in("mainline+hv-inactive-vtl")
            .seenAs("nmi.pending is 1", "nmi.pending is 0"));
  }

  @Override
  void awake(Vcpu vcpu) {
    vcpu.events().nmiPending(0);
  }
}
