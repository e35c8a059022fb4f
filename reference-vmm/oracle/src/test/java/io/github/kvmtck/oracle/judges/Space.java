package io.github.kvmtck.oracle.judges;

/** Where things lie, linear and physical alike. Memory holds HLT where nothing else is. */
final class Space {
  static final int GDT = 0x1000;

  /** Descriptors 0 to 16 are those of {@link Ring}; the others are drawn for each situation. */
  static final int GDT_ENTRIES = 64;

  static final int LDT = 0x1800;
  static final int LDT_ENTRIES = 16;
  static final int IDT = 0x2000;

  /** The task that runs. */
  static final int TASK = 0x3000;

  static final int TASK_LIMIT = 0x67;

  /** The task that could be switched to. */
  static final int OTHER_TASK = 0x3100;

  /** Such a task of 16 bits. */
  static final int SMALL_TASK = 0x3200;

  /** Where a HLT for each vector is. */
  static final int HANDLERS = 0x8000;

  /** Bytes from one handler to the next. */
  static final int HANDLER = 16;

  /** One page for each level, the root first. */
  static final int TABLES = 0x9000;

  static final int CODE = 0x1_0000;
  static final int DATA = 0x2_0000;
  static final int EXTRA = 0x3_0000;
  static final int STACK = 0x4_0000;
  static final int FS = 0x5_0000;
  static final int GS = 0x6_0000;

  /** Pages whose rights are drawn for each situation. */
  static final int PAGES = 0x7_0000;

  /** All of it outside real mode. */
  static final int END = 0x8_0000;

  private Space() {}
}
