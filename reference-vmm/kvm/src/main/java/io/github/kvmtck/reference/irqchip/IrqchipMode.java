package io.github.kvmtck.reference.irqchip;

/** Which interrupt controllers are in the kernel (enum kvm_irqchip_mode). */
public enum IrqchipMode {
  NONE,
  /** Local APICs, by KVM_CAP_SPLIT_IRQCHIP. */
  SPLIT,
  /** Local APICs, IOAPIC and PIC, by KVM_CREATE_IRQCHIP. */
  KERNEL
}
