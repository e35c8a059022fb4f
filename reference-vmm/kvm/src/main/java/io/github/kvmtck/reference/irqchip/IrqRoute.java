package io.github.kvmtck.reference.irqchip;

/** Where a global system interrupt goes (struct kvm_kernel_irq_routing_entry). */
public sealed interface IrqRoute {

  /**
   * To a pin of an interrupt controller in the kernel.
   *
   * @param chip KVM_IRQCHIP_*
   */
  record Pin(int chip, int pin) implements IrqRoute {}

  /** To the local APICs that a message means. */
  record Message(long address, int data) implements IrqRoute {}
}
