package io.github.kvmtck.oracle.judges;

import io.github.kvmtck.api.client.Segment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Descriptors and gates as they are in memory (SDM vol. 3, 3.4.5, 5.8.3 and 6.11). */
final class Entry {
  /** Rights of a present segment at DPL 0: read and write, or execute and read, and accessed. */
  static final int DATA = 0x93;

  static final int CODE = 0x9b;

  static final int LDT = 0x82;
  static final int BUSY_TASK = 0x8b;
  static final int INTERRUPT_GATE = 0x8e;

  /** Of the flags above the limit. */
  static final int LONG = 2;

  static final int BIG = 4;
  static final int PAGES = 8;

  private Entry() {}

  /**
   * A segment.
   *
   * @param limit as encoded: 20 bits, in bytes or pages
   * @param rights type to P
   * @param flags AVL to G
   */
  static long segment(long base, int limit, int rights, int flags) {
    return limit & 0xffffL
        | (base & 0xff_ffffL) << 16
        | (rights & 0xffL) << 40
        | (limit >> 16 & 0xfL) << 48
        | (flags & 0xfL) << 52
        | (base >> 24 & 0xffL) << 56;
  }

  /** The lower half of a gate: all of it outside long mode. */
  static long gate(int selector, long offset, int rights, int count) {
    return offset & 0xffffL
        | (selector & 0xffffL) << 16
        | (count & 0xffL) << 32
        | (rights & 0xffL) << 40
        | (offset >> 16 & 0xffffL) << 48;
  }

  /** What a segment register holds after loading an entry whose upper base is 0. */
  static Segment loaded(int selector, long entry) {
    int limit = (int) (entry & 0xffff | entry >> 32 & 0xf_0000);
    boolean pages = bit(entry, 55) != 0;
    return new Segment(
        entry >>> 16 & 0xff_ffff | entry >>> 32 & 0xff00_0000L,
        pages ? limit << 12 | 0xfff : limit,
        selector,
        (int) (entry >> 40 & 15),
        bit(entry, 47),
        (int) (entry >> 45 & 3),
        bit(entry, 54),
        bit(entry, 44),
        bit(entry, 53),
        bit(entry, 55),
        bit(entry, 52),
        0);
  }

  /** S and the type. */
  static int type(long entry) {
    return (int) (entry >>> 40) & 0x1f;
  }

  private static int bit(long entry, int index) {
    return (int) (entry >>> index & 1);
  }

  static long get(byte[] memory, int address) {
    return ByteBuffer.wrap(memory).order(ByteOrder.LITTLE_ENDIAN).getLong(address);
  }

  static void put(byte[] memory, int address, long entry) {
    ByteBuffer.wrap(memory).order(ByteOrder.LITTLE_ENDIAN).putLong(address, entry);
  }
}
