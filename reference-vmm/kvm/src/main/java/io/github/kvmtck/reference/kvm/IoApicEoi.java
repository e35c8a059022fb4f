package io.github.kvmtck.reference.kvm;

import io.github.kvmtck.reference.irqchip.Ipi;
import io.github.kvmtck.reference.irqchip.IrqRoute;
import io.github.kvmtck.reference.irqchip.LocalApic;

/**
 * Who hears that a vCPU has ended an interrupt: the I/O APIC in the kernel, or the client who has
 * one, by KVM_EXIT_IOAPIC_EOI (kvm_ioapic_send_eoi; api.rst section 5).
 */
public final class IoApicEoi {
  private final Vcpu vcpu;
  private int pending = LocalApic.NONE;

  IoApicEoi(Vcpu vcpu) {
    this.vcpu = vcpu;
  }

  /**
   * An interrupt has ended.
   *
   * @param level what the TMR says of it
   */
  void ended(int vector, boolean level) {
    LocalApic apic = vcpu.interrupts().apic();
    if (vcpu.vm().picInKernel()) {
      vcpu.vm().interrupts().ended(vector, level && apic != null && !apic.directsEoi());
    } else if (wanted(vector)) {
      pending = vector;
      vcpu.request(Requests.IOAPIC_EOI);
    }
  }

  /** kvm_ioapic_handles_vector: an I/O APIC must be told of the end of a vector. */
  boolean heard(int vector) {
    return vcpu.vm().picInKernel()
        ? vcpu.vm().interrupts().ioApic().pins(vector) != 0
        : wanted(vector);
  }

  /** kvm_scan_ioapic_routes: a route for the client's I/O APIC is level-triggered and led here. */
  private boolean wanted(int vector) {
    VmInterrupts interrupts = vcpu.vm().interrupts();
    int pins = vcpu.vm().settings().ioApicPins();
    for (int gsi = 0; gsi < pins; gsi++) {
      for (IrqRoute route : interrupts.routes().of(gsi)) {
        if (route instanceof IrqRoute.Message(long address, int data)
            && wanted(vector, interrupts.message(address, data))) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean wanted(int vector, Ipi message) {
    LocalApic apic = vcpu.interrupts().apic();
    return apic != null
        && message.vector() == vector
        && message.levelTriggered()
        && (apic.meantBy(message, vcpu.vm().settings().rewritesBroadcast()) || apic.holds(vector));
  }

  /** The vector that the client is to be told; NONE where it no longer wants it. */
  public int take() {
    int vector = pending;
    pending = LocalApic.NONE;
    return vector != LocalApic.NONE && wanted(vector) ? vector : LocalApic.NONE;
  }
}
