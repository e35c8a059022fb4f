package io.github.kvmtck.oracle;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import io.github.kvmtck.linux.Syscalls;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** 16-bit segments of this process (asm/ldt.h, struct user_desc). */
final class LocalDescriptors {
  private static final int SIZE = 16;
  private static final int LIMIT = 0xffff;
  private static final int CONTENTS_CODE = 2 << 1;
  private static final int USEABLE = 1 << 6;

  private LocalDescriptors() {}

  /** A code or data segment of 64 KiB. */
  static void set(int selector, long base, boolean code) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment descriptor = arena.allocate(SIZE, 8);
      descriptor.set(JAVA_INT, 0, selector >> 3);
      descriptor.set(JAVA_INT, 4, (int) base);
      descriptor.set(JAVA_INT, 8, LIMIT);
      descriptor.set(JAVA_INT, 12, USEABLE | (code ? CONTENTS_CODE : 0));
      int result = Syscalls.modifyLdt(descriptor.address(), SIZE);
      if (result != 0) {
        throw new IllegalStateException("modify_ldt: error " + -result);
      }
    }
  }
}
