package io.github.kvmtck.x86;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** RAM as a bus copies it that has no host addresses for it. */
record CopiedRam(MemorySegment ram) {
  long get(long address, int length) {
    long value = 0;
    for (int i = length - 1; i >= 0; i--) {
      value = value << 8 | ram.get(ValueLayout.JAVA_BYTE, address + i) & 0xff;
    }
    return value;
  }

  void put(long address, int length, long value) {
    for (int i = 0; i < length; i++) {
      ram.set(ValueLayout.JAVA_BYTE, address + i, (byte) (value >>> 8 * i));
    }
  }

  boolean exchange(long address, int length, long expected, long value) {
    boolean same = (get(address, length) ^ expected) << Long.SIZE - 8 * length == 0;
    if (same) {
      put(address, length, value);
    }
    return same;
  }

  int fetch(long address, byte[] into, int offset, int length) {
    MemorySegment.copy(ram, ValueLayout.JAVA_BYTE, address, into, offset, length);
    return length;
  }
}
