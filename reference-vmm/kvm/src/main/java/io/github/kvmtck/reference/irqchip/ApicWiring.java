package io.github.kvmtck.reference.irqchip;

import io.github.kvmtck.reference.time.GuestClock;

/** What a local APIC is connected to. */
public interface ApicWiring {

  /** Where the ICR sends. */
  void send(Ipi ipi);

  /**
   * The end of an interrupt is told to the IOAPIC.
   *
   * @param level what the TMR says of it
   */
  void endOfInterrupt(int vector, boolean level);

  /** A local interrupt has come: from the timer. */
  void local(Ipi ipi);

  GuestClock clock();

  /** What the vCPU's time stamp counter is ahead of the clock's. */
  long tscOffset();

  /**
   * The bits of LVTT that choose a mode and exist for this guest: none before the client has set
   * CPUID (kvm_vcpu_after_set_cpuid).
   */
  int timerModes();

  /** Whether the vCPU sleeps in KVM_RUN. */
  boolean asleep();
}
