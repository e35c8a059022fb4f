package io.github.kvmtck.reference.kvm;

import io.github.kvmtck.reference.irqchip.IoApic;
import io.github.kvmtck.reference.irqchip.Pic;
import org.jspecify.annotations.Nullable;

/** The registers of the IOAPIC and of the PICs, where guests find them. */
record ChipDevice(VmInterrupts interrupts) implements VmDevice {

  private @Nullable IoApic ioApic(Bus bus, long address) {
    return bus == Bus.MMIO && interrupts.ioApic().has(address) ? interrupts.ioApic() : null;
  }

  private static boolean isPic(Bus bus, long address) {
    return bus == Bus.PORT && Pic.has((int) address);
  }

  /** A wide access to the PIC is swallowed (picdev_write). */
  @Override
  public boolean write(Vcpu by, Bus bus, long address, int length, long value) {
    IoApic ioApic = ioApic(bus, address);
    if (ioApic != null) {
      ioApic.write(address, value);
      return true;
    }
    if (isPic(bus, address) && length == 1) {
      interrupts.pic().write((int) address, (int) value & 0xff);
      interrupts.picChanged();
    }
    return isPic(bus, address);
  }

  @Override
  public long read(Bus bus, long address, int length) {
    IoApic ioApic = ioApic(bus, address);
    if (ioApic != null) {
      return ioApic.read(address);
    }
    if (!isPic(bus, address)) {
      return NOT_MINE;
    }
    int value = length == 1 ? interrupts.pic().read((int) address) : 0;
    interrupts.picChanged();
    return value;
  }
}
