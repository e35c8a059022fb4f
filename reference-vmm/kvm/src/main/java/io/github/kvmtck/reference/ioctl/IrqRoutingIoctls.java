package io.github.kvmtck.reference.ioctl;

import static io.github.kvmtck.api.uapi.Interrupts.IRQ_LEVEL;
import static io.github.kvmtck.api.uapi.Interrupts.KVM_IOAPIC_NUM_PINS;
import static io.github.kvmtck.api.uapi.Interrupts.KVM_IRQCHIP_IOAPIC;
import static io.github.kvmtck.api.uapi.Interrupts.KVM_IRQCHIP_PIC_SLAVE;
import static io.github.kvmtck.api.uapi.Interrupts.KVM_IRQ_LINE;
import static io.github.kvmtck.api.uapi.Interrupts.KVM_IRQ_LINE_STATUS;
import static io.github.kvmtck.api.uapi.Interrupts.KVM_MSI_VALID_DEVID;
import static io.github.kvmtck.api.uapi.IrqRouting.IRQ_ROUTING;
import static io.github.kvmtck.api.uapi.IrqRouting.IRQ_ROUTING_ENTRY;
import static io.github.kvmtck.api.uapi.IrqRouting.KVM_IRQ_ROUTING_IRQCHIP;
import static io.github.kvmtck.api.uapi.IrqRouting.KVM_IRQ_ROUTING_MSI;
import static io.github.kvmtck.api.uapi.IrqRouting.KVM_SET_GSI_ROUTING;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.reference.irqchip.IrqRoute;
import io.github.kvmtck.reference.irqchip.IrqRoutes;
import io.github.kvmtck.reference.kvm.IoctlCall;
import io.github.kvmtck.reference.kvm.IoctlTable;
import io.github.kvmtck.reference.kvm.Vm;
import io.github.kvmtck.reference.kvm.VmInterrupts;
import java.lang.foreign.MemorySegment;
import java.util.Optional;

/** Interrupt lines and where they go (api.rst 4.25 and 4.52). */
final class IrqRoutingIoctls {
  private static final int PIC_PINS = 8;

  private IrqRoutingIoctls() {}

  static IoctlTable<Vm> addTo(IoctlTable<Vm> table) {
    return table
        .reads(KVM_IRQ_LINE, IRQ_LEVEL.size(), IrqRoutingIoctls::line)
        .updates(KVM_IRQ_LINE_STATUS, IRQ_LEVEL.size(), IrqRoutingIoctls::line)
        .on(KVM_SET_GSI_ROUTING, IrqRoutingIoctls::setRouting);
  }

  /** kvm_vm_ioctl_irq_line: what became of it stands in status. */
  private static Result line(Vm vm, MemorySegment both) {
    if (!vm.lapicInKernel()) {
      return Result.error(Errno.ENXIO);
    }
    int gsi = (int) IRQ_LEVEL.get(both, "irq");
    boolean level = IRQ_LEVEL.get(both, "level") != 0;
    int taken = vm.interrupts().set(gsi, VmInterrupts.USERSPACE, level);
    IRQ_LEVEL.set(both, "status", taken);
    return Result.ZERO;
  }

  /** The new table counts only where every entry of it is valid. */
  private static Result setRouting(Vm vm, IoctlCall call) {
    MemorySegment header = call.read(IRQ_ROUTING.size());
    if (header == null) {
      return IoctlCall.FAULT;
    }
    long count = IRQ_ROUTING.get(header, "nr");
    if (!vm.lapicInKernel() || count > IrqRoutes.MOST || IRQ_ROUTING.get(header, "flags") != 0) {
      return IoctlCall.INVALID;
    }
    MemorySegment entries = call.read(IRQ_ROUTING.size(), count * IRQ_ROUTING_ENTRY.size());
    if (entries == null) {
      return IoctlCall.FAULT;
    }
    Optional<IrqRoutes> routes = Optional.of(IrqRoutes.NONE);
    for (long i = 0; i < count; i++) {
      MemorySegment entry = entries.asSlice(i * IRQ_ROUTING_ENTRY.size(), IRQ_ROUTING_ENTRY.size());
      routes = routes.flatMap(before -> with(vm, before, entry));
    }
    routes.ifPresent(vm.interrupts()::routes);
    return routes.isPresent() ? Result.ZERO : IoctlCall.INVALID;
  }

  private static Optional<IrqRoutes> with(Vm vm, IrqRoutes before, MemorySegment entry) {
    long gsi = IRQ_ROUTING_ENTRY.get(entry, "gsi");
    long flags = IRQ_ROUTING_ENTRY.get(entry, "flags");
    int type = (int) IRQ_ROUTING_ENTRY.get(entry, "type");
    if (gsi >= IrqRoutes.MOST) {
      return Optional.empty();
    }
    return switch (type) {
      case KVM_IRQ_ROUTING_MSI ->
          (flags & ~KVM_MSI_VALID_DEVID) == 0 && vm.interrupts().valid(address(entry))
              ? before.with((int) gsi, message(entry))
              : Optional.empty();
      case KVM_IRQ_ROUTING_IRQCHIP ->
          flags == 0 && vm.picInKernel()
              ? pin(entry).flatMap(pin -> before.with((int) gsi, pin))
              : Optional.empty();
      default -> Optional.empty();
    };
  }

  private static long address(MemorySegment entry) {
    long high = IRQ_ROUTING_ENTRY.get(entry, "u.msi.address_hi") << 32;
    return high | IRQ_ROUTING_ENTRY.get(entry, "u.msi.address_lo");
  }

  private static IrqRoute message(MemorySegment entry) {
    return new IrqRoute.Message(address(entry), (int) IRQ_ROUTING_ENTRY.get(entry, "u.msi.data"));
  }

  private static Optional<IrqRoute> pin(MemorySegment entry) {
    long chip = IRQ_ROUTING_ENTRY.get(entry, "u.irqchip.irqchip");
    long pin = IRQ_ROUTING_ENTRY.get(entry, "u.irqchip.pin");
    boolean pic = chip <= KVM_IRQCHIP_PIC_SLAVE && pin < PIC_PINS;
    boolean ioapic = chip == KVM_IRQCHIP_IOAPIC && pin < KVM_IOAPIC_NUM_PINS;
    return pic || ioapic ? Optional.of(new IrqRoute.Pin((int) chip, (int) pin)) : Optional.empty();
  }
}
