package io.github.kvmtck.x86.cpu;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;

/**
 * This process's memory by address, in the order of x86. Nothing is checked: every address comes
 * from {@link Bus#host}. One constant segment over everything is the fastest shape the JIT knows
 * for this.
 *
 * <p><b>Order</b> (SDM vol. 3, 10.2.2). Of one processor no load passes another load, no store
 * passes a load or another store; a load may pass an earlier store. On a host that is x86 the
 * machine does that by itself, and what must be kept from reordering is the JIT: a fence behind
 * each load and one before each store costs no instruction there. Elsewhere they are instructions.
 *
 * <p><b>Atomicity</b>. What both SDM vol. 3, 10.1.1 and APM vol. 2, 7.3.2 promise: an aligned
 * access, and a smaller one inside an aligned quadword, is never seen in part. A plain misaligned
 * access is made of bytes until the JIT has compiled it for good, so such a one goes by way of the
 * quadword.
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
    long value = ALL.get(ValueLayout.JAVA_BYTE, address) & 0xff;
    VarHandle.acquireFence();
    return value;
  }

  public static long get16(long address) {
    if (within(address, 2)) {
      return get64(address & -8) >>> 8 * (address & 7) & 0xffff;
    }
    long value = ALL.get(SHORT, address) & 0xffff;
    VarHandle.acquireFence();
    return value;
  }

  public static long get32(long address) {
    if (within(address, 4)) {
      return get64(address & -8) >>> 8 * (address & 7) & 0xffffffffL;
    }
    long value = ALL.get(INT, address) & 0xffffffffL;
    VarHandle.acquireFence();
    return value;
  }

  public static long get64(long address) {
    long value = ALL.get(LONG, address);
    VarHandle.acquireFence();
    return value;
  }

  /** As {@link #get64}, in any order: where one only looks whether code has changed. */
  public static long peek64(long address) {
    return ALL.get(LONG, address);
  }

  public static void put8(long address, long value) {
    VarHandle.releaseFence();
    ALL.set(ValueLayout.JAVA_BYTE, address, (byte) value);
  }

  public static void put16(long address, long value) {
    if (within(address, 2)) {
      Atomic.put(address, 0xffff, value);
      return;
    }
    VarHandle.releaseFence();
    ALL.set(SHORT, address, (short) value);
  }

  public static void put32(long address, long value) {
    if (within(address, 4)) {
      Atomic.put(address, 0xffffffffL, value);
      return;
    }
    VarHandle.releaseFence();
    ALL.set(INT, address, (int) value);
  }

  public static void put64(long address, long value) {
    VarHandle.releaseFence();
    ALL.set(LONG, address, value);
  }

  /** Whether an access is misaligned and yet inside an aligned quadword. */
  private static boolean within(long address, int length) {
    return (address & length - 1) != 0 && (address & 7) + length <= 8;
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
