package io.github.kvmtck.x86.cpu;

import java.lang.invoke.VarHandle;

/**
 * Accesses that are whole though Java has none of their kind: 1 and 2 bytes to be exchanged, and
 * misaligned ones, by exchanging the aligned word around them.
 */
final class Atomic {
  /**
   * Held for what no word of the host holds, by processors that have no {@link BusLock} in common:
   * it keeps such accesses from each other, not from the stores of others.
   */
  static final Object BUS = new Object();

  private Atomic() {}

  /** Whether an aligned quadword holds an operand. */
  static boolean holds(long address, int length) {
    return (address & 7) + length <= 8;
  }

  /**
   * Compare and exchange of any operand inside host memory. Where no aligned word holds it, the
   * exchange is atomic among its like, by {@link #BUS}. It is a full fence in any case.
   */
  static boolean exchange(long address, int length, long expected, long value) {
    long within4 = address & 3;
    if (within4 + length <= 4) {
      long word = address - within4;
      int shift = (int) within4 * 8;
      long mask = mask(length) << shift;
      long current = HostMemory.get32(word);
      return (current & mask) == (expected << shift & mask)
          && HostMemory.cas32(word, (int) current, (int) (current & ~mask | value << shift & mask));
    }
    if (holds(address, length)) {
      long word = address & -8;
      int shift = (int) (address & 7) * 8;
      long mask = mask(length) << shift;
      long current = HostMemory.get64(word);
      return (current & mask) == (expected << shift & mask)
          && HostMemory.cas64(word, current, current & ~mask | value << shift & mask);
    }
    synchronized (BUS) {
      boolean same = ((HostMemory.get(address, length) ^ expected) & mask(length)) == 0;
      if (same) {
        HostMemory.put(address, length, value);
        VarHandle.fullFence();
      }
      return same;
    }
  }

  /** Stores what {@code mask} covers of the quadword around an address. */
  static void put(long address, long mask, long value) {
    long word = address & -8;
    int shift = (int) (address & 7) * 8;
    long current;
    do {
      current = HostMemory.get64(word);
    } while (!HostMemory.cas64(
        word, current, current & ~(mask << shift) | (value & mask) << shift));
  }

  private static long mask(int length) {
    return -1L >>> 64 - 8 * length;
  }
}
