package io.github.kvmtck.x86.cpu;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;

/**
 * This process's memory by address. Nothing is checked: every address comes from {@link Bus#host}.
 * One constant segment over everything is the fastest shape the JIT knows for this.
 */
public final class HostMemory {
  @SuppressWarnings("restricted")
  private static final MemorySegment ALL = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);

  private static final ValueLayout.OfShort SHORT =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(LITTLE_ENDIAN);
  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(LITTLE_ENDIAN);
  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(LITTLE_ENDIAN);
  private static final VarHandle ATOMIC_INT =
      ValueLayout.JAVA_INT.withOrder(LITTLE_ENDIAN).varHandle();
  private static final VarHandle ATOMIC_LONG =
      ValueLayout.JAVA_LONG.withOrder(LITTLE_ENDIAN).varHandle();

  private HostMemory() {}

  public static long get8(long address) {
    return ALL.get(ValueLayout.JAVA_BYTE, address) & 0xff;
  }

  public static long get16(long address) {
    return ALL.get(SHORT, address) & 0xffff;
  }

  public static long get32(long address) {
    return ALL.get(INT, address) & 0xffffffffL;
  }

  public static long get64(long address) {
    return ALL.get(LONG, address);
  }

  public static void put8(long address, long value) {
    ALL.set(ValueLayout.JAVA_BYTE, address, (byte) value);
  }

  public static void put16(long address, long value) {
    ALL.set(SHORT, address, (short) value);
  }

  public static void put32(long address, long value) {
    ALL.set(INT, address, (int) value);
  }

  public static void put64(long address, long value) {
    ALL.set(LONG, address, value);
  }

  /** Compare and exchange of an aligned doubleword. */
  static boolean cas32(long address, int expected, int value) {
    return ATOMIC_INT.compareAndSet(ALL, address, expected, value);
  }

  /** Compare and exchange of an aligned quadword. */
  static boolean cas64(long address, long expected, long value) {
    return ATOMIC_LONG.compareAndSet(ALL, address, expected, value);
  }

  /** Little-endian value of {@code length} bytes, 1 to 8. */
  static long get(long address, int length) {
    return switch (length) {
      case 1 -> get8(address);
      case 2 -> get16(address);
      case 4 -> get32(address);
      case 8 -> get64(address);
      default -> {
        long value = 0;
        for (int i = length - 1; i >= 0; i--) {
          value = value << 8 | get8(address + i);
        }
        yield value;
      }
    };
  }

  /** Stores the low {@code length} bytes, 1 to 8. */
  static void put(long address, int length, long value) {
    switch (length) {
      case 1 -> put8(address, value);
      case 2 -> put16(address, value);
      case 4 -> put32(address, value);
      case 8 -> put64(address, value);
      default -> {
        for (int i = 0; i < length; i++) {
          put8(address + i, value >>> 8 * i);
        }
      }
    }
  }
}
