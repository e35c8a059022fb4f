package io.github.kvmtck.reference.kvm;

import io.github.kvmtck.reference.irqchip.ApicWiring;
import io.github.kvmtck.reference.irqchip.Ipi;
import io.github.kvmtck.reference.time.GuestClock;

/** The local APIC of a vCPU, connected to its VM. */
record VcpuWiring(Vcpu vcpu) implements ApicWiring {
  private static final int FEATURES = 1;
  private static final int TSC_DEADLINE_TIMER = 1 << 24;
  private static final int PERIODIC = 1 << 17;
  private static final int TSC_DEADLINE = 2 << 17;

  @Override
  public void send(Ipi ipi) {
    var unused = vcpu.vm().deliver(ipi, vcpu);
  }

  @Override
  public void endOfInterrupt(int vector, boolean level) {
    vcpu.vm().interrupts().ended(vector, level);
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
  public long tscOffset() {
    return vcpu.msrs().timestamp() - vcpu.vm().clock().tsc();
  }

  @Override
  public int timerModes() {
    return vcpu.settings().cpuid().leaves().stream()
        .filter(leaf -> leaf.function() == FEATURES)
        .findFirst()
        .map(leaf -> (leaf.ecx() & TSC_DEADLINE_TIMER) != 0 ? PERIODIC | TSC_DEADLINE : PERIODIC)
        .orElse(0);
  }

  @Override
  public boolean asleep() {
    return vcpu.sleep().asleep();
  }
}
