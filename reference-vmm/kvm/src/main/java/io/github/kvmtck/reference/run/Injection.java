package io.github.kvmtck.reference.run;

import io.github.kvmtck.reference.kvm.Vcpu;

/** When a client may inject an interrupt. */
final class Injection {
  private Injection() {}

  /** kvm_vcpu_ready_for_interrupt_injection. */
  static boolean ready(Vcpu vcpu) {
    return vcpu.interrupts().allowed()
        && vcpu.interrupts().acceptsUserspace()
        && !vcpu.events().needsReinjection()
        && !vcpu.events().exceptionPending();
  }
}
