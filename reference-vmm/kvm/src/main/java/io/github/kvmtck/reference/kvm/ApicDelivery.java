package io.github.kvmtck.reference.kvm;

import io.github.kvmtck.reference.irqchip.Destinations;
import io.github.kvmtck.reference.irqchip.Ipi;
import io.github.kvmtck.reference.irqchip.LocalApic;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Brings an interrupt message to the local APICs that it is meant for. */
record ApicDelivery(Vm vm) {

  /**
   * kvm_irq_delivery_to_apic.
   *
   * @param sender whose ICR sends it; null for an MSI
   * @return how many vCPUs took it; -1 where it was for all and there is none at all
   */
  int deliver(Ipi ipi, @Nullable Vcpu sender) {
    Map<LocalApic, Vcpu> owners = new LinkedHashMap<>();
    for (Vcpu vcpu : vm.vcpus()) {
      LocalApic apic = vcpu.interrupts().apic();
      if (apic != null) {
        owners.put(apic, vcpu);
      }
    }
    LocalApic from = sender == null ? null : sender.interrupts().apic();
    VmSettings settings = vm.settings();
    Destinations.Apics apics =
        new Destinations.Apics(
            List.copyOf(owners.keySet()), settings.wideApicIds(), settings.rewritesBroadcast());
    Destinations to = Destinations.of(ipi, apics, from);
    int taken = to.known() ? 0 : -1;
    for (Map.Entry<LocalApic, Vcpu> each : owners.entrySet()) {
      if (to.apics().contains(each.getKey())) {
        boolean accepted = each.getValue().interrupts().accept(to.message());
        taken = Math.max(taken, 0) + (accepted ? 1 : 0);
      }
    }
    return taken;
  }
}
