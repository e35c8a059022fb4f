package io.github.kvmtck.reference.kvm;

import io.github.kvmtck.reference.irqchip.Ipi;
import io.github.kvmtck.reference.irqchip.LocalApic;
import org.jspecify.annotations.Nullable;

/** Brings an interrupt message to the local APICs that it is meant for. */
record ApicDelivery(Vm vm) {

  /**
   * kvm_irq_delivery_to_apic.
   *
   * @param sender whose ICR sends it; null for an MSI
   * @return how many vCPUs took it; -1 where there is none at all
   */
  int deliver(Ipi ipi, @Nullable Vcpu sender) {
    LocalApic from = sender == null ? null : sender.interrupts().apic();
    int taken = vm.vcpus().isEmpty() ? -1 : 0;
    for (Vcpu vcpu : vm.vcpus()) {
      LocalApic apic = vcpu.interrupts().apic();
      if (apic != null && ipi.reaches(apic, apic == from)) {
        taken += vcpu.interrupts().accept(ipi) ? 1 : 0;
        if (ipi.mode() == Ipi.LOWEST_PRIORITY) {
          break;
        }
      }
    }
    return taken;
  }
}
