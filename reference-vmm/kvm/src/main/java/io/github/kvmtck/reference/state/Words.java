package io.github.kvmtck.reference.state;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** 64-bit words of a structure. */
final class Words {
  private Words() {}

  static long get(MemorySegment from, long offset) {
    return from.get(ValueLayout.JAVA_LONG_UNALIGNED, offset);
  }

  static void set(MemorySegment into, long offset, long value) {
    into.set(ValueLayout.JAVA_LONG_UNALIGNED, offset, value);
  }
}
