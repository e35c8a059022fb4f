package io.github.kvmtck.reference.irqchip;

import io.github.kvmtck.reference.time.GuestClock;

/** What a local APIC is connected to. */
public interface ApicWiring {
  /** In the version: software can keep EOIs from being broadcast. */
  int DIRECTED_EOI = 1 << 24;

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

  /** Nanoseconds of one tick of the timer's input (KVM_CAP_X86_APIC_BUS_CYCLES_NS). */
  long busCycleNanos();

  /** When the vCPU's time stamp counter will have a value, on the clock of the VM. */
  long whenTscIs(long value);

  /** The version register: how many entries the LVT has, and what this guest may do with EOIs. */
  int version();

  /**
   * The bits of LVTT that choose a mode and exist for this guest: none before the client has set
   * CPUID (kvm_vcpu_after_set_cpuid).
   */
  int timerModes();

  /** Whether the vCPU sleeps in KVM_RUN. */
  boolean asleep();
}
