package io.github.kvmtck.x86.cpu;

/**
 * A descriptor as a table has it (SDM vol. 3, 3.4.5, 3.5 and 6.8.3).
 *
 * @param selector that found it
 * @param address linear, of its first byte
 * @param low its eight bytes
 * @param high the next eight, which belong to it where it is a system descriptor of long mode
 */
record Descriptor(int selector, long address, long low, long high) {
  /** Types of system descriptors. */
  static final int TSS16 = 1;

  static final int LDT = 2;
  static final int CALL_GATE16 = 4;
  static final int TASK_GATE = 5;
  static final int INTERRUPT_GATE16 = 6;
  static final int TRAP_GATE16 = 7;
  static final int TSS32 = 9;
  static final int CALL_GATE32 = 12;
  static final int INTERRUPT_GATE32 = 14;
  static final int TRAP_GATE32 = 15;

  /** What makes an available TSS a busy one. */
  static final int BUSY = 2;

  private static final int CODE = 8;
  private static final int CONFORMING = 4;
  private static final int READ_OR_WRITE = 2;

  /** Code or data, and not a system descriptor. */
  boolean segment() {
    return (low >>> 44 & 1) != 0;
  }

  int type() {
    return (int) (low >>> 40) & 0xf;
  }

  int dpl() {
    return (int) (low >>> 45) & 3;
  }

  int rpl() {
    return selector & 3;
  }

  boolean present() {
    return (low >>> 47 & 1) != 0;
  }

  boolean code() {
    return segment() && (type() & CODE) != 0;
  }

  boolean conforming() {
    return code() && (type() & CONFORMING) != 0;
  }

  boolean readable() {
    return segment() && (!code() || (type() & READ_OR_WRITE) != 0);
  }

  boolean writable() {
    return segment() && !code() && (type() & READ_OR_WRITE) != 0;
  }

  /** CS.L: 64-bit code. */
  boolean wide() {
    return (low >>> 53 & 1) != 0;
  }

  /** D/B. */
  boolean big() {
    return (low >>> 54 & 1) != 0;
  }

  /** A 16-bit or 32-bit TSS that is not busy. */
  boolean availableTss() {
    return !segment() && (type() & ~8) == TSS16;
  }

  boolean busyTss() {
    return !segment() && (type() & ~8) == (TSS16 | BUSY);
  }

  /** A gate or TSS of long mode whose upper half has a type (SDM vol. 3, 6.8.3.1; vol. 2, LTR). */
  boolean malformed() {
    return (high >>> 40 & 0x1f) != 0;
  }

  /** Highest offset in bytes. */
  long limit() {
    long raw = low & 0xffff | low >>> 32 & 0xf0000;
    return (low >>> 55 & 1) != 0 ? raw << 12 | 0xfff : raw;
  }

  private long base() {
    long base = low >>> 16 & 0xffffff | low >>> 32 & 0xff000000L;
    return base | high << 32;
  }

  /** As a segment register holds it, accessed. */
  Segment loaded(int privilege) {
    int attributes = (int) (low >>> 40) & 0xf0ff | (segment() ? 1 : 0);
    return new Segment(selector & ~3 | privilege, base(), limit(), attributes);
  }

  /** Of a gate: the code segment, or the TSS of a task gate. */
  int gateSelector() {
    return (int) (low >>> 16) & 0xffff;
  }

  /** Of a gate: the offset as wide as the gate has it. */
  long gateOffset() {
    boolean narrow = (type() & CODE) == 0;
    return low & 0xffff | (narrow ? 0 : low >>> 32 & 0xffff0000L) | high << 32;
  }

  /** Of a call gate: parameters to copy. */
  int parameters() {
    return (int) (low >>> 32) & 0x1f;
  }

  /** Of a gate of long mode: which entry of the interrupt stack table, 0 for none. */
  int stackTable() {
    return (int) (low >>> 32) & 7;
  }
}
