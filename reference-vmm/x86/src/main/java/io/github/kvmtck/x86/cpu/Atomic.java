package io.github.kvmtck.x86.cpu;

/**
 * Compare and exchange of any operand inside host memory. Java has none for 1 and 2 bytes, so the
 * aligned word around the operand is exchanged.
 */
final class Atomic {
  private Atomic() {}

  /** Where no aligned word holds the operand the exchange is two plain accesses. */
  static boolean exchange(long address, int length, long expected, long value) {
    long within4 = address & 3;
    long within8 = address & 7;
    if (within4 + length <= 4) {
      long word = address - within4;
      int shift = (int) within4 * 8;
      long mask = (length == 4 ? 0xffffffffL : (1L << length * 8) - 1) << shift;
      long current = HostMemory.get32(word);
      return (current & mask) == (expected << shift & mask)
          && HostMemory.cas32(word, (int) current, (int) (current & ~mask | value << shift & mask));
    }
    if (within8 + length <= 8) {
      long word = address - within8;
      int shift = (int) within8 * 8;
      long mask = (length == 8 ? -1L : (1L << length * 8) - 1) << shift;
      long current = HostMemory.get64(word);
      return (current & mask) == (expected << shift & mask)
          && HostMemory.cas64(word, current, current & ~mask | value << shift & mask);
    }
    HostMemory.put(address, length, value);
    return true;
  }
}
