package io.github.kvmtck.reference.ioctl;

import static io.github.kvmtck.api.uapi.Interrupts.IRQCHIP;
import static io.github.kvmtck.api.uapi.Interrupts.KVM_GET_IRQCHIP;
import static io.github.kvmtck.api.uapi.Interrupts.KVM_IRQCHIP_IOAPIC;
import static io.github.kvmtck.api.uapi.Interrupts.KVM_IRQCHIP_PIC_MASTER;
import static io.github.kvmtck.api.uapi.Interrupts.KVM_IRQCHIP_PIC_SLAVE;
import static io.github.kvmtck.api.uapi.Interrupts.KVM_SET_IRQCHIP;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.reference.kvm.IoctlCall;
import io.github.kvmtck.reference.kvm.IoctlTable;
import io.github.kvmtck.reference.kvm.Vm;
import java.lang.foreign.MemorySegment;

/** State of the PICs and of the IOAPIC (api.rst 4.26 and 4.27). */
final class IrqchipStateIoctls {
  /** irqchip_kernel is false. */
  private static final Result NO_CHIPS = Result.error(Errno.ENXIO);

  private IrqchipStateIoctls() {}

  static IoctlTable<Vm> addTo(IoctlTable<Vm> table) {
    return table
        .updates(KVM_GET_IRQCHIP, IRQCHIP.size(), IrqchipStateIoctls::get)
        .reads(KVM_SET_IRQCHIP, IRQCHIP.size(), IrqchipStateIoctls::set);
  }

  private static MemorySegment chip(MemorySegment argument) {
    return argument.asSlice(IRQCHIP.offset("chip"));
  }

  /** kvm_vm_ioctl_get_irqchip: what the chip does not fill stays as the client had it. */
  private static Result get(Vm vm, MemorySegment both) {
    if (!vm.picInKernel()) {
      return NO_CHIPS;
    }
    int id = (int) IRQCHIP.get(both, "chip_id");
    switch (id) {
      case KVM_IRQCHIP_PIC_MASTER, KVM_IRQCHIP_PIC_SLAVE ->
          vm.interrupts().pic().save(id, chip(both));
      case KVM_IRQCHIP_IOAPIC -> vm.interrupts().ioApic().save(chip(both));
      default -> {
        return IoctlCall.INVALID;
      }
    }
    return Result.ZERO;
  }

  /** kvm_vm_ioctl_set_irqchip. */
  private static Result set(Vm vm, MemorySegment in) {
    if (!vm.picInKernel()) {
      return NO_CHIPS;
    }
    int id = (int) IRQCHIP.get(in, "chip_id");
    switch (id) {
      case KVM_IRQCHIP_PIC_MASTER, KVM_IRQCHIP_PIC_SLAVE -> {
        vm.interrupts().pic().load(id, chip(in));
        vm.interrupts().picChanged();
      }
      case KVM_IRQCHIP_IOAPIC -> vm.interrupts().ioApic().load(chip(in));
      default -> {
        return IoctlCall.INVALID;
      }
    }
    return Result.ZERO;
  }
}
