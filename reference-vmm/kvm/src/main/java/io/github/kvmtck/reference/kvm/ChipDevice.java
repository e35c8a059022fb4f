package io.github.kvmtck.reference.kvm;

import io.github.kvmtck.reference.irqchip.IoApic;
import io.github.kvmtck.reference.irqchip.Pic;

/** The registers of the IOAPIC and of the PICs, where guests find them. */
record ChipDevice(VmInterrupts interrupts) implements VmDevice {

  private static boolean isIoApic(Bus bus, long address) {
    return bus == Bus.MMIO && address >= IoApic.BASE && address < IoApic.BASE + IoApic.LENGTH;
  }

  private static boolean isPic(Bus bus, long address) {
    return bus == Bus.PORT && Pic.has((int) address);
  }

  @Override
  public boolean write(Vcpu by, Bus bus, long address, int length, long value) {
    if (isIoApic(bus, address)) {
      interrupts.ioApic().write((int) (address - IoApic.BASE), value);
      return true;
    }
    if (isPic(bus, address) && length == 1) {
      interrupts.pic().write((int) address, (int) value & 0xff);
      interrupts.picChanged();
      return true;
    }
    return false;
  }

  @Override
  public long read(Bus bus, long address, int length) {
    if (isIoApic(bus, address)) {
      return interrupts.ioApic().read((int) (address - IoApic.BASE));
    }
    return isPic(bus, address) && length == 1 ? interrupts.pic().read((int) address) : NOT_MINE;
  }
}
