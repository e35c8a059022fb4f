package io.github.kvmtck.reference.kvm;

import io.github.kvmtck.reference.irqchip.Pit;

/** The ports of the 8254 and of the speaker. */
record PitDevice(Pit pit) implements VmDevice {

  private boolean mine(Bus bus, long address) {
    return bus == Bus.PORT && pit.has((int) address);
  }

  @Override
  public boolean write(Vcpu by, Bus bus, long address, int length, long value) {
    if (!mine(bus, address)) {
      return false;
    }
    pit.write((int) address, (int) value);
    return true;
  }

  @Override
  public long read(Bus bus, long address, int length) {
    return mine(bus, address) ? pit.read((int) address) : NOT_MINE;
  }
}
