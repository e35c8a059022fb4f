package io.github.kvmtck.mutants.vtl;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.reference.kvm.QueuedEvents;
import io.github.kvmtck.reference.kvm.QueuedInterrupt;
import io.github.kvmtck.reference.kvm.Vcpu;

/** kvm_check_and_inject_events in the test for events. */
public final class WakeUpInjectsTheInterrupt extends AtWakeUp {
  public WakeUpInjectsTheInterrupt() {
    super(
        Breach.of(
                "VTL-08",
                "wake-up-injects-the-interrupt",
                "The exit for a wake-up injects the interrupt although RFLAGS.IF is 0.")
            .in("mainline+hv-inactive-vtl")
            .seenAs(
                "KVM_RUN returns 0 for a 1-byte write of 0x00 to port 0x10",
                "KVM_RUN returns 0 for a 1-byte write of 0x00 to port 0x55")
            .seenAs("interrupt 0x40 is not on its way", "interrupt.injected is 1"));
  }

  @Override
  void awake(Vcpu vcpu) {
    int vector = vcpu.interrupts().takeInterrupt();
    if (vector != QueuedEvents.NONE) {
      vcpu.events().queue(new QueuedInterrupt(vector, false));
    }
  }
}
