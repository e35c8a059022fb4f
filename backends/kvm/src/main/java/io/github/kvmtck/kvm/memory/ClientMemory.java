package io.github.kvmtck.kvm.memory;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Memory;
import io.github.kvmtck.linux.Returned;
import io.github.kvmtck.linux.Uio;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** A client's memory: kvm_run is touched, everything else is copied by the kernel, which checks. */
record ClientMemory(Window window, Views views, int pid) implements Memory {
  /** What is copied at once, so that a large copy needs little memory of its own. */
  private static final long CHUNK = 1 << 20;

  ClientMemory(Window window, Views views) {
    this(window, views, (int) ProcessHandle.current().pid());
  }

  @Override
  public Errno get(long address, MemorySegment into) {
    return copy(address, into, true);
  }

  @Override
  public Errno put(long address, MemorySegment from) {
    return copy(address, from, false);
  }

  private Errno copy(long address, MemorySegment here, boolean get) {
    long length = here.byteSize();
    if (!window.contains(address, length)) {
      return Errno.EFAULT;
    }
    MemorySegment there = views.at(address, length);
    if (there != null) {
      try {
        if (get) {
          here.copyFrom(there);
        } else {
          there.copyFrom(here);
        }
        return Errno.NONE;
      } catch (IllegalStateException unmappedMeanwhile) {
        return Errno.EFAULT;
      }
    }
    return get ? getByKernel(address, here) : putByKernel(address, here);
  }

  private Errno getByKernel(long address, MemorySegment into) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment buffer = arena.allocate(Math.min(CHUNK, into.byteSize()));
      for (long done = 0; done < into.byteSize(); ) {
        MemorySegment chunk = buffer.asSlice(0, Math.min(CHUNK, into.byteSize() - done));
        long copied = Uio.read(pid, chunk, address + done);
        if (copied != chunk.byteSize()) {
          return failure(copied);
        }
        MemorySegment.copy(chunk, 0, into, done, copied);
        done += copied;
      }
    }
    return Errno.NONE;
  }

  private Errno putByKernel(long address, MemorySegment from) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment buffer = arena.allocate(Math.min(CHUNK, from.byteSize()));
      for (long done = 0; done < from.byteSize(); ) {
        MemorySegment chunk = buffer.asSlice(0, Math.min(CHUNK, from.byteSize() - done));
        MemorySegment.copy(from, done, chunk, 0, chunk.byteSize());
        long copied = Uio.write(pid, chunk, address + done);
        if (copied != chunk.byteSize()) {
          return failure(copied);
        }
        done += copied;
      }
    }
    return Errno.NONE;
  }

  private static Errno failure(long copied) {
    return Returned.failed(copied) ? Returned.errno(copied) : Errno.EFAULT;
  }

  // The single fields of kvm_run, without a copy. A view that another task unmaps at this moment
  // is IllegalStateException: a mistake of the program, as MemoryFault is.

  @Override
  public int u8(long address) {
    MemorySegment field = views.at(address, 1);
    return field == null ? Memory.super.u8(address) : field.get(JAVA_BYTE, 0) & 0xff;
  }

  @Override
  public int u16(long address) {
    MemorySegment field = views.at(address, 2);
    return field == null ? Memory.super.u16(address) : field.get(JAVA_SHORT_UNALIGNED, 0) & 0xffff;
  }

  @Override
  public int u32(long address) {
    MemorySegment field = views.at(address, 4);
    return field == null ? Memory.super.u32(address) : field.get(JAVA_INT_UNALIGNED, 0);
  }

  @Override
  public long u64(long address) {
    MemorySegment field = views.at(address, 8);
    return field == null ? Memory.super.u64(address) : field.get(JAVA_LONG_UNALIGNED, 0);
  }

  @Override
  public void u8(long address, int value) {
    MemorySegment field = views.at(address, 1);
    if (field == null) {
      Memory.super.u8(address, value);
    } else {
      field.set(JAVA_BYTE, 0, (byte) value);
    }
  }

  @Override
  public void u16(long address, int value) {
    MemorySegment field = views.at(address, 2);
    if (field == null) {
      Memory.super.u16(address, value);
    } else {
      field.set(JAVA_SHORT_UNALIGNED, 0, (short) value);
    }
  }

  @Override
  public void u32(long address, int value) {
    MemorySegment field = views.at(address, 4);
    if (field == null) {
      Memory.super.u32(address, value);
    } else {
      field.set(JAVA_INT_UNALIGNED, 0, value);
    }
  }

  @Override
  public void u64(long address, long value) {
    MemorySegment field = views.at(address, 8);
    if (field == null) {
      Memory.super.u64(address, value);
    } else {
      field.set(JAVA_LONG_UNALIGNED, 0, value);
    }
  }
}
