package io.github.kvmtck.reference.kvm;

import io.github.kvmtck.reference.irqchip.ApicWiring;
import io.github.kvmtck.reference.irqchip.Ipi;
import io.github.kvmtck.reference.time.GuestClock;

/** The local APIC of a vCPU, connected to its VM. */
record VcpuWiring(Vcpu vcpu) implements ApicWiring {
  private static final int PERIODIC = 1 << 17;
  private static final int TSC_DEADLINE = 2 << 17;

  /** Six entries in the LVT. */
  private static final int VERSION = 0x0005_0014;

  @Override
  public void send(Ipi ipi) {
    var unused = vcpu.vm().deliver(ipi, vcpu);
  }

  @Override
  public void endOfInterrupt(int vector, boolean level) {
    vcpu.interrupts().eoi().ended(vector, level);
  }

  @Override
  public void local(Ipi ipi) {
    var unused = vcpu.interrupts().accept(ipi);
  }

  @Override
  public GuestClock clock() {
    return vcpu.vm().clock();
  }

  @Override
  public long busCycleNanos() {
    return vcpu.vm().settings().busCycleNanos();
  }

  @Override
  public long whenTscIs(long value) {
    return vcpu.msrs().tsc().when(value);
  }

  /** kvm_apic_set_version: an I/O APIC in the kernel has no EOI register. */
  @Override
  public int version() {
    boolean directed = vcpu.settings().cpuid().hasX2apic() && !vcpu.vm().picInKernel();
    return directed ? VERSION | DIRECTED_EOI : VERSION;
  }

  @Override
  public int timerModes() {
    return switch (vcpu.settings().cpuid().tscDeadlineTimer()) {
      case ABSENT -> 0;
      case OFF -> PERIODIC;
      case ON -> PERIODIC | TSC_DEADLINE;
    };
  }

  @Override
  public boolean asleep() {
    return vcpu.sleep().asleep();
  }
}
