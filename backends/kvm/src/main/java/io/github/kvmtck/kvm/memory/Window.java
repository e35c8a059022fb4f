package io.github.kvmtck.kvm.memory;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.linux.Mman;
import io.github.kvmtck.linux.Returned;

/**
 * A range of the JVM's address space that stands for the whole of a client's.
 *
 * <p>It is reserved until the client ends, so that what the client unmaps is never mapped again by
 * the JVM: a memslot may still point there, and a guest's stores would reach the JVM's own memory.
 * Windows lie where Linux puts nothing by itself, so that {@code /proc/self/maps} tells them apart.
 *
 * @param base the first address
 */
record Window(long base) {
  static final long PAGE = 4096;
  static final long SIZE = 1L << 36;

  private static final long FIRST = 0x2000_0000_0000L;
  private static final long COUNT = 256;

  /** PROT_NONE, not accounted as memory. */
  private static final int RESERVED = Mman.MAP_PRIVATE | Mman.MAP_ANONYMOUS | Mman.MAP_NORESERVE;

  /** Reserves a window that nobody has. */
  static Window reserve() {
    for (long n = 0; n < COUNT; n++) {
      long base = FIRST + n * SIZE;
      long returned = reserve(base, Mman.MAP_FIXED_NOREPLACE);
      if (returned == base) {
        return new Window(base);
      }
      if (returned != -Errno.EEXIST.number()) {
        Returned.required("Reserving an address space of 64 GiB", returned);
      }
    }
    throw new IllegalStateException("All " + COUNT + " address spaces of this JVM are in use.");
  }

  /** Reserves the window that another process, of which this one is the child, has there. */
  static Window reserveAt(long base) {
    Returned.required(
        "Reserving the parent's address space", reserve(base, Mman.MAP_FIXED_NOREPLACE));
    return new Window(base);
  }

  /** Whether an address belongs to some window. */
  static boolean isInAny(long address) {
    return address >= FIRST && address < FIRST + COUNT * SIZE;
  }

  boolean contains(long address, long length) {
    return length >= 0 && address >= base && length <= SIZE && address - base <= SIZE - length;
  }

  long end() {
    return base + SIZE;
  }

  /** Makes a range what it was in the beginning. */
  void blank(long address, long length) {
    Returned.required(
        "mmap", Mman.mmap(address, length, Mman.PROT_NONE, RESERVED | Mman.MAP_FIXED, -1, 0));
  }

  void release() {
    Returned.required("munmap", Mman.munmap(base, SIZE));
  }

  private static long reserve(long base, int how) {
    return Mman.mmap(base, SIZE, Mman.PROT_NONE, RESERVED | how, -1, 0);
  }
}
