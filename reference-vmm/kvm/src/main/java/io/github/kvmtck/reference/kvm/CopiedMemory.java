package io.github.kvmtck.reference.kvm;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.uapi.Memslots;
import io.github.kvmtck.reference.host.memory.AddressSpace;
import io.github.kvmtck.reference.memslot.Memslot;
import java.lang.foreign.MemorySegment;

/**
 * Guest memory that a client outside this JVM has mapped so that it cannot be mapped here as well:
 * Linux copies every access. A locked instruction is atomic among the guest's, not to the client's
 * own threads.
 */
final class CopiedMemory {
  private final Vcpu vcpu;
  private final byte[] bytes = new byte[Long.BYTES];

  CopiedMemory(Vcpu vcpu) {
    this.vcpu = vcpu;
  }

  private AddressSpace mm() {
    return vcpu.vm().mm();
  }

  /** Whether a guest-physical address is in such memory. */
  boolean has(long address, boolean write) {
    Memslot slot = vcpu.memslots().find(address >>> 12);
    return slot != null
        && !(write && slot.has(Memslots.KVM_MEM_READONLY))
        && mm().copies(slot.userspaceAddress(address >>> 12), write);
  }

  private long userspace(long address) {
    long gfn = address >>> 12;
    Memslot slot = vcpu.memslots().find(gfn);
    return slot == null ? 0 : slot.userspaceAddress(gfn) + (address & 0xfff);
  }

  private MemorySegment buffer(int length) {
    return MemorySegment.ofArray(bytes).asSlice(0, length);
  }

  long read(long address, int length) {
    reached(address, mm().memory().get(userspace(address), buffer(length)));
    long value = 0;
    for (int i = length - 1; i >= 0; i--) {
      value = value << Byte.SIZE | bytes[i] & 0xff;
    }
    return value;
  }

  void write(long address, int length, long value) {
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) (value >>> Byte.SIZE * i);
    }
    reached(address, mm().memory().put(userspace(address), buffer(length)));
  }

  boolean exchange(long address, int length, long expected, long value) {
    synchronized (mm()) {
      long differs = read(address, length) ^ expected;
      boolean same = (differs & -1L >>> Long.SIZE - Byte.SIZE * length) == 0;
      if (same) {
        write(address, length, value);
      }
      return same;
    }
  }

  /** As {@link io.github.kvmtck.x86.cpu.Bus#fetch}. */
  int fetch(long address, byte[] into, int offset, int length) {
    MemorySegment piece = MemorySegment.ofArray(into).asSlice(offset, length);
    return mm().memory().get(userspace(address), piece) == Errno.NONE ? length : 0;
  }

  /** It may have been unmapped meanwhile. */
  private void reached(long address, Errno errno) {
    if (errno != Errno.NONE) {
      throw vcpu.cpu().unreachable(address);
    }
  }
}
