package io.github.kvmtck.reference.kvm;

/**
 * A range of addresses or ports whose writes are put into the ring of the VM and cause no exit
 * (struct kvm_coalesced_mmio_dev).
 */
public record CoalescedZone(Bus bus, long address, long size) implements VmDevice {

  /** Whether a range lies in this one. */
  public boolean contains(Bus at, long where, long length) {
    return at == bus
        && Long.compareUnsigned(where, address) >= 0
        && Long.compareUnsigned(where + length, where) >= 0
        && Long.compareUnsigned(where + length, address + size) <= 0;
  }

  /** With a full ring the write exits as any other. */
  @Override
  public boolean write(Vcpu by, Bus at, long where, int length, long value) {
    return contains(at, where, length) && by.vm().coalescedRing().add(bus, where, length, value);
  }
}
