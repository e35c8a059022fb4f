package io.github.kvmtck.api.uapi;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/** A number in memory, little-endian; a pointer is a {@link #U64}. */
public enum Scalar implements Type {
  U8("__u8", 1, false),
  S8("__s8", 1, true),
  U16("__u16", 2, false),
  S16("__s16", 2, true),
  U32("__u32", 4, false),
  S32("__s32", 4, true),
  U64("__u64", 8, false),
  S64("__s64", 8, true);

  private static final ValueLayout.OfShort SHORT =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private final String cName;
  private final int size;
  private final boolean signed;

  Scalar(String cName, int size, boolean signed) {
    this.cName = cName;
    this.size = size;
    this.signed = signed;
  }

  @Override
  public String cName() {
    return cName;
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public long alignment() {
    return size;
  }

  /** The number at {@code offset}, extended to 64 bits as its type says. */
  public long get(MemorySegment from, long offset) {
    return switch (this) {
      case U8 -> from.get(JAVA_BYTE, offset) & 0xffL;
      case S8 -> from.get(JAVA_BYTE, offset);
      case U16 -> from.get(SHORT, offset) & 0xffffL;
      case S16 -> from.get(SHORT, offset);
      case U32 -> from.get(INT, offset) & 0xffff_ffffL;
      case S32 -> from.get(INT, offset);
      case U64, S64 -> from.get(LONG, offset);
    };
  }

  /**
   * Stores a number at {@code offset}.
   *
   * @throws IllegalArgumentException where {@code value} has bits that neither reading of the type,
   *     signed or unsigned, can hold: it would be cut off without a word
   */
  public void set(MemorySegment into, long offset, long value) {
    check(value);
    switch (this) {
      case U8, S8 -> into.set(JAVA_BYTE, offset, (byte) value);
      case U16, S16 -> into.set(SHORT, offset, (short) value);
      case U32, S32 -> into.set(INT, offset, (int) value);
      case U64, S64 -> into.set(LONG, offset, value);
    }
  }

  /** The value in the kernel's manner: decimal where small or signed, else hexadecimal. */
  public String format(long value) {
    return signed || (value >= 0 && value < 10)
        ? Long.toString(value)
        : "0x" + Long.toHexString(value);
  }

  private void check(long value) {
    long above = value >> size * 8 - 1;
    if (size < 8 && above != 0 && above != 1 && above != -1) {
      throw new IllegalArgumentException("0x" + Long.toHexString(value) + " is no " + cName);
    }
  }
}
