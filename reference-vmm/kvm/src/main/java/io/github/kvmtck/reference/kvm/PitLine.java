package io.github.kvmtck.reference.kvm;

import static io.github.kvmtck.api.uapi.Interrupts.KVM_IRQCHIP_IOAPIC;

import io.github.kvmtck.reference.irqchip.IrqRoute;
import io.github.kvmtck.reference.irqchip.LocalApic;
import io.github.kvmtck.reference.irqchip.Pic;
import io.github.kvmtck.reference.irqchip.PitTimer;

/** Interrupt 0, which the 8254 drives (pit_do_work). */
record PitLine(Vm vm) implements PitTimer.Line {
  private static final int GSI = 0;

  @Override
  public void pulse() {
    int unused = vm.interrupts().set(GSI, VmInterrupts.PIT, true);
    unused = vm.interrupts().set(GSI, VmInterrupts.PIT, false);
    vm.vcpus().forEach(vcpu -> vcpu.interrupts().watchdog());
  }

  @Override
  public boolean wakes() {
    return vm.vcpus().stream().anyMatch(vcpu -> vcpu.sleep().asleep() && wakes(vcpu));
  }

  private boolean wakes(Vcpu vcpu) {
    LocalApic apic = vcpu.interrupts().apic();
    return apic != null
        && (apic.watches()
            || vm.interrupts().routes().of(GSI).stream().anyMatch(to -> wakes(vcpu, apic, to)));
  }

  private boolean wakes(Vcpu vcpu, LocalApic apic, IrqRoute route) {
    return switch (route) {
      case IrqRoute.Message(long _, int data) -> !apic.requests(data & 0xff);
      case IrqRoute.Pin(int chip, int pin) when chip == KVM_IRQCHIP_IOAPIC ->
          !vm.interrupts().ioApic().masked(pin)
              && !apic.requests(vm.interrupts().ioApic().vector(pin));
      case IrqRoute.Pin(int chip, int pin) ->
          vm.interrupts().pic().free(chip * Pic.PINS + pin) && vcpu.interrupts().acceptsPic();
    };
  }
}
