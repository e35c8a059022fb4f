package io.github.kvmtck.x86.exec;

/** What compiled code calls because it is shorter than to say it in bytecode. */
final class Parts {
  private Parts() {}

  static long low8(long value, long into) {
    return into & ~0xffL | value & 0xff;
  }

  static long high8(long value, long into) {
    return into & ~0xff00L | (value & 0xff) << 8;
  }

  static long low16(long value, long into) {
    return into & ~0xffffL | value & 0xffff;
  }

  /** Some bits of another value. */
  static long replace(long into, long mask, long value) {
    return into & ~mask | value & mask;
  }

  /** Unsigned. */
  static boolean below(long a, long b) {
    return Long.compareUnsigned(a, b) < 0;
  }
}
