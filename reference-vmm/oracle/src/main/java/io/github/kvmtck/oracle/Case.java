package io.github.kvmtck.oracle;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import java.lang.foreign.MemorySegment;

/**
 * One case as it lies in memory: the state before, then the state after, each with the two windows
 * of memory that it may touch.
 *
 * @param memory {@link #SIZE} bytes
 */
record Case(MemorySegment memory) {
  /** RAX to R15 as encoded, eight bytes each. */
  static final int FLAGS = 128;

  /** Before: where the instruction is in its code segment. */
  static final int CODE = 136;

  /** After: the vector of a fault, or -1. */
  static final int VECTOR = 136;

  static final int ERROR = 144;
  static final int RIP = 152;
  static final int CR2 = 160;

  /** After: 1 where the instruction jumped to its landing. */
  static final int JUMPED = 168;

  /** RFLAGS that the fault saved. */
  static final int SAVED_FLAGS = 176;

  /** After: what FNSTENV stores, 28 bytes. */
  static final int ENVIRONMENT = 192;

  /** FXSAVE image, 512 bytes. */
  static final int FX = 512;

  static final int FSW = FX + 2;
  static final int FTW = FX + 4;
  static final int MXCSR = FX + 24;

  /** ST(0) to ST(7), 16 bytes each. */
  static final int ST = FX + 32;

  static final int XMM = FX + 160;
  static final int STATE = 1024;
  static final int DATA = STATE;
  static final int STACK = STATE + Places.DATA_WINDOW;

  /** What is copied in and what is copied out. */
  static final int HALF = STACK + Places.STACK_WINDOW;

  static final int SIZE = 2 * HALF;

  MemorySegment before() {
    return memory.asSlice(0, HALF);
  }

  MemorySegment after() {
    return memory.asSlice(HALF, HALF);
  }

  long before(int offset) {
    return memory.get(JAVA_LONG, offset);
  }

  void before(int offset, long value) {
    memory.set(JAVA_LONG, offset, value);
  }

  void stackBefore(int offset, long value) {
    memory.set(JAVA_LONG_UNALIGNED, STACK + offset, value);
  }

  void dataBefore(int offset, long value) {
    memory.set(JAVA_LONG_UNALIGNED, DATA + offset, value);
  }

  void mxcsrBefore(int value) {
    memory.set(JAVA_INT_UNALIGNED, MXCSR, value);
  }

  long after(int offset) {
    return memory.get(JAVA_LONG, HALF + offset);
  }

  void wordBefore(int offset, int value) {
    memory.set(JAVA_SHORT_UNALIGNED, offset, (short) value);
  }

  int wordBefore(int offset) {
    return memory.get(JAVA_SHORT_UNALIGNED, offset) & 0xffff;
  }

  int wordAfter(int offset) {
    return wordBefore(HALF + offset);
  }

  int mxcsrAfter() {
    return memory.get(JAVA_INT_UNALIGNED, HALF + MXCSR);
  }

  int byteAfter(int offset) {
    return memory.get(JAVA_BYTE, HALF + offset) & 0xff;
  }
}
