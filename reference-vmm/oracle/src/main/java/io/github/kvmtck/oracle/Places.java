package io.github.kvmtck.oracle;

/**
 * Where everything is, from one base below 2 GiB: code reaches all of it with absolute 32-bit
 * displacements, whatever the registers hold.
 *
 * @param base address of the first byte, a multiple of 2 MiB
 */
record Places(long base) {
  static final int PAGE = 4096;

  /** Cases that one call of the trampoline executes. */
  static final int BATCH = 8192;

  /** Code slots are this far from each other. */
  static final int SLOT = 64;

  /** Where in its slot a case goes that jumps. */
  static final int LANDING = 40;

  /** Pointers in the slot, through which 64-bit code leaves it. */
  static final int END_ADDRESS = 24;

  static final int LANDED_ADDRESS = 48;

  static final long SIZE = 0x400_0000;

  /** Bytes of memory that are part of a case: where operands are. */
  static final int DATA_WINDOW = 768;

  /** And where RSP is. */
  static final int STACK_WINDOW = 256;

  static final int ALTERNATE_STACK_SIZE = 0x10000;

  private static final long SLOTS = 0x20_0000;
  private static final long DATA = 0x10_0000;

  /** Scalars that the trampoline keeps. */
  long control(int offset) {
    return base + offset;
  }

  /** The state that the next case starts from. */
  long in() {
    return base + 0x1000;
  }

  /** The state that it ended in. */
  long out() {
    return base + 0x2000;
  }

  /** Top of a stack that is nobody's. */
  long scratch() {
    return base + 0x3ff0;
  }

  long alternateStack() {
    return base + 0x4000;
  }

  long code() {
    return base + 0x2_0000;
  }

  /** Page tables of the model. */
  long tables() {
    return base + 0x8_0000;
  }

  /** Descriptor table of the model. */
  long descriptors() {
    return tables() + 16 * PAGE;
  }

  /** Four pages: two that can be written, one that can be read, one that is not there. */
  long data() {
    return base + DATA;
  }

  /** Where the first page ends: operands are around it. */
  long edge() {
    return data() + PAGE;
  }

  /** Memory that operands are in: half before a page's edge, half behind it. */
  long dataWindow() {
    return edge() - DATA_WINDOW / 2;
  }

  long readOnly() {
    return data() + 2 * PAGE;
  }

  long absent() {
    return data() + 3 * PAGE;
  }

  long stackPage() {
    return data() + 8 * PAGE;
  }

  /** Memory that RSP is in. */
  long stackWindow() {
    return stackPage() + PAGE / 2;
  }

  long slot(int n) {
    return base + SLOTS + (long) n * SLOT;
  }

  long record(int n) {
    return base + 0x80_0000 + (long) n * Case.SIZE;
  }
}
