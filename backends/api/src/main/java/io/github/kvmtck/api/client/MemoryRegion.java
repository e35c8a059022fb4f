package io.github.kvmtck.api.client;

import io.github.kvmtck.api.uapi.Memslots;
import io.github.kvmtck.api.uapi.StructValue;

/**
 * A memslot as KVM_SET_USER_MEMORY_REGION takes it (api.rst 4.35).
 *
 * @param slot bits 0 to 15 the id, bits 16 to 31 the address space
 * @param memorySize in bytes; 0 deletes
 */
public record MemoryRegion(
    int slot, int flags, long guestPhysAddr, long memorySize, long userspaceAddr) {

  /** A slot backed by all of {@code ram}. */
  public static MemoryRegion of(int slot, long guestPhysAddr, HostMemory ram) {
    return new MemoryRegion(slot, 0, guestPhysAddr, ram.size(), ram.address());
  }

  public MemoryRegion withFlags(int other) {
    return new MemoryRegion(slot, other, guestPhysAddr, memorySize, userspaceAddr);
  }

  public MemoryRegion withGuestPhysAddr(long other) {
    return new MemoryRegion(slot, flags, other, memorySize, userspaceAddr);
  }

  public MemoryRegion withMemorySize(long other) {
    return new MemoryRegion(slot, flags, guestPhysAddr, other, userspaceAddr);
  }

  public MemoryRegion withUserspaceAddr(long other) {
    return new MemoryRegion(slot, flags, guestPhysAddr, memorySize, other);
  }

  /** What deletes this slot. */
  public MemoryRegion deleted() {
    return withMemorySize(0);
  }

  /** As the kernel takes it. */
  public StructValue packed() {
    return StructValue.of(Memslots.USERSPACE_MEMORY_REGION)
        .with("slot", Integer.toUnsignedLong(slot))
        .with("flags", Integer.toUnsignedLong(flags))
        .with("guest_phys_addr", guestPhysAddr)
        .with("memory_size", memorySize)
        .with("userspace_addr", userspaceAddr);
  }
}
