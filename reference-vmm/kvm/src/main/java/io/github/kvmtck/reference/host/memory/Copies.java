package io.github.kvmtck.reference.host.memory;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Memory;
import io.github.kvmtck.reference.host.wait.WaitQueue;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.jspecify.annotations.Nullable;

/**
 * Copies to and from an address space, as copy_to_user and copy_from_user do. Accesses go through
 * the segments of the backing, which the JVM checks: a mapping that goes away meanwhile is EFAULT.
 */
final class Copies implements Memory {
  private final AddressSpace mm;

  Copies(AddressSpace mm) {
    this.mm = mm;
  }

  @Override
  public Errno get(long address, MemorySegment into) {
    return copy(address, into, false);
  }

  @Override
  public Errno put(long address, MemorySegment from) {
    return copy(address, from, true);
  }

  private Errno copy(long address, MemorySegment other, boolean write) {
    long done = 0;
    long length = other.byteSize();
    try {
      while (done < length) {
        Mapping mapping = touch(address + done, write);
        if (mapping == null || mapping.room(address + done) == 0) {
          return Errno.EFAULT;
        }
        MemorySegment chunk = mapping.at(address + done);
        long within = mapping.within(address + done);
        long size = Math.min(length - done, pagewise(mapping, address + done));
        if (write) {
          MemorySegment.copy(other, done, chunk, within, size);
        } else {
          MemorySegment.copy(chunk, within, other, done, size);
        }
        done += size;
      }
      return Errno.NONE;
    } catch (IllegalStateException closed) {
      return Errno.EFAULT;
    }
  }

  /** Pages that userspace supplies are looked at one by one. */
  private static long pagewise(Mapping mapping, long address) {
    long room = mapping.room(address);
    return mapping.missing() == null
        ? room
        : Math.min(room, Pages.SIZE - (address & Pages.SIZE - 1));
  }

  /** The mapping to use for a touch of an address; waits for a page that userspace supplies. */
  private @Nullable Mapping touch(long address, boolean write) {
    Mapping mapping = mm.mappings().find(address);
    while (mapping != null && mapping.permits(write) && mapping.missing() != null) {
      if (!mapping.awaited(address)) {
        break;
      }
      await(mapping.missing(), address, write);
      mapping = mm.mappings().find(address);
    }
    return mapping != null && mapping.permits(write) ? mapping : null;
  }

  private void await(MissingPages missing, long address, boolean write) {
    missing.report(Pages.down(address), write);
    WaitQueue supplied = missing.supplied();
    supplied.await(() -> mm.supplier(address) == null);
  }

  /** The mapping of a small access that needs no second look: in one chunk, pages all there. */
  private @Nullable Mapping plain(long address, int size, boolean write) {
    Mapping mapping = mm.mappings().find(address);
    return mapping != null
            && mapping.missing() == null
            && mapping.permits(write)
            && mapping.room(address) >= size
        ? mapping
        : null;
  }

  @Override
  public int u8(long address) {
    Mapping plain = plain(address, 1, false);
    return plain == null
        ? Memory.super.u8(address)
        : plain.at(address).get(ValueLayout.JAVA_BYTE, plain.within(address)) & 0xff;
  }

  @Override
  public int u16(long address) {
    Mapping plain = plain(address, 2, false);
    return plain == null
        ? Memory.super.u16(address)
        : plain.at(address).get(ValueLayout.JAVA_SHORT_UNALIGNED, plain.within(address)) & 0xffff;
  }

  @Override
  public int u32(long address) {
    Mapping plain = plain(address, 4, false);
    return plain == null
        ? Memory.super.u32(address)
        : plain.at(address).get(ValueLayout.JAVA_INT_UNALIGNED, plain.within(address));
  }

  @Override
  public long u64(long address) {
    Mapping plain = plain(address, 8, false);
    return plain == null
        ? Memory.super.u64(address)
        : plain.at(address).get(ValueLayout.JAVA_LONG_UNALIGNED, plain.within(address));
  }

  @Override
  public void u8(long address, int value) {
    Mapping plain = plain(address, 1, true);
    if (plain == null) {
      Memory.super.u8(address, value);
    } else {
      plain.at(address).set(ValueLayout.JAVA_BYTE, plain.within(address), (byte) value);
    }
  }

  @Override
  public void u16(long address, int value) {
    Mapping plain = plain(address, 2, true);
    if (plain == null) {
      Memory.super.u16(address, value);
    } else {
      plain.at(address).set(ValueLayout.JAVA_SHORT_UNALIGNED, plain.within(address), (short) value);
    }
  }

  @Override
  public void u32(long address, int value) {
    Mapping plain = plain(address, 4, true);
    if (plain == null) {
      Memory.super.u32(address, value);
    } else {
      plain.at(address).set(ValueLayout.JAVA_INT_UNALIGNED, plain.within(address), value);
    }
  }

  @Override
  public void u64(long address, long value) {
    Mapping plain = plain(address, 8, true);
    if (plain == null) {
      Memory.super.u64(address, value);
    } else {
      plain.at(address).set(ValueLayout.JAVA_LONG_UNALIGNED, plain.within(address), value);
    }
  }
}
