package io.github.kvmtck.api;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * An address space. Addresses are 64 bits wide and need not be mapped: touching what is not gives
 * EFAULT, as copy_from_user and copy_to_user do, and never a crash.
 */
public interface Memory {

  /**
   * Copies {@code into.byteSize()} bytes from {@code address}; EFAULT where any is not readable.
   */
  Errno get(long address, MemorySegment into);

  /** Copies {@code from} to {@code address}; EFAULT where any byte is not writable. */
  Errno put(long address, MemorySegment from);

  /**
   * The bytes at {@code address}.
   *
   * @throws MemoryFault where they are not mapped: for callers that own the mapping
   */
  default byte[] bytes(long address, int length) {
    byte[] bytes = new byte[length];
    MemoryFault.check(get(address, MemorySegment.ofArray(bytes)), address);
    return bytes;
  }

  /**
   * Stores bytes that the caller knows to be mapped.
   *
   * @throws MemoryFault where they are not
   */
  default void bytes(long address, byte... bytes) {
    MemoryFault.check(put(address, MemorySegment.ofArray(bytes)), address);
  }

  /** One unsigned byte, as {@link #bytes(long, int)} reads it. */
  default int u8(long address) {
    return (int) small(address, 1);
  }

  /** An unsigned little-endian 16-bit word. */
  default int u16(long address) {
    return (int) small(address, 2);
  }

  /** A little-endian 32-bit word, in the low half of an int. */
  default int u32(long address) {
    return (int) small(address, 4);
  }

  /** A little-endian 64-bit word. */
  default long u64(long address) {
    return small(address, 8);
  }

  default void u8(long address, int value) {
    small(address, 1, value);
  }

  default void u16(long address, int value) {
    small(address, 2, value);
  }

  default void u32(long address, int value) {
    small(address, 4, value);
  }

  default void u64(long address, long value) {
    small(address, 8, value);
  }

  private long small(long address, int length) {
    byte[] bytes = bytes(address, length);
    long value = 0;
    for (int i = length - 1; i >= 0; i--) {
      value = value << 8 | bytes[i] & 0xffL;
    }
    return value;
  }

  private void small(long address, int length, long value) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment segment = arena.allocate(8);
      segment.set(ValueLayout.JAVA_LONG_UNALIGNED, 0, value);
      MemoryFault.check(put(address, segment.asSlice(0, length)), address);
    }
  }
}
