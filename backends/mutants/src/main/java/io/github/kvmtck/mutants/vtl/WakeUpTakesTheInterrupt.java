package io.github.kvmtck.mutants.vtl;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.reference.kvm.Vcpu;

/** kvm_cpu_get_interrupt in the test for events. */
public final class WakeUpTakesTheInterrupt extends AtWakeUp {
  public WakeUpTakesTheInterrupt() {
    super(
        Breach.of(
                "VTL-08",
                "wake-up-takes-the-interrupt",
                "The exit for a wake-up acknowledges the interrupt, which is lost.")
            .in("mainline+hv-inactive-vtl")
            .seenAsHang());
  }

  @Override
  void awake(Vcpu vcpu) {
    var unused = vcpu.interrupts().takeInterrupt();
  }
}
