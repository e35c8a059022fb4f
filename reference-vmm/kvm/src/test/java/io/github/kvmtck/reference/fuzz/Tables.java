package io.github.kvmtck.reference.fuzz;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** What is in a guest's memory: code, descriptors, gates, task states and page tables. */
final class Tables {
  static final int CODE = 0x1000;
  static final int GDT = 0x2000;
  static final int GDT_LIMIT = 0xff;
  static final int TSS = 0x2800;
  static final int TSS_LIMIT = 0xff;
  static final int IDT = 0x3000;
  static final int IDT_LIMIT = 0xfff;
  static final int PAGING = 0x4000;
  static final int STACK = 0x9000;

  /** Where an SMI leads to: SMBASE is {@link #SMBASE}. */
  static final int SMM_CODE = 0x1_0000;

  static final int SMBASE = 0x8000;

  /** The end of what an SMI saves, and how much that is. */
  static final int SMM_STATE = 0x1_7e00;

  static final int SMM_STATE_SIZE = 0x200;

  private static final int SMM_CODE_SIZE = 27;
  private static final int HANDLER = 0x1800;
  private static final int OTHER_TSS = 0x2a00;
  private static final int GATES = 32;
  private static final int TASK_GATE = 9;
  private static final int PAGES = 48;

  /** What is behind the code and where vectors lead, so that few guests run through all memory. */
  private static final byte[] HALTS = new byte[PAGING];

  static {
    Arrays.fill(HALTS, (byte) 0xf4);
  }

  private Tables() {}

  /**
   * Fills it.
   *
   * @param whole whether descriptors and gates are such that events are delivered
   */
  static void fill(Layout layout, Mode mode, boolean whole, Input input) {
    layout.store(0, HALTS);
    layout.store(CODE, input.take(8 + input.below(64)));
    layout.store(GDT, input.take(input.below(48)));
    layout.store(IDT, input.take(input.below(48)));
    paging(layout, mode);
    for (int i = input.below(4); i > 0; i--) {
      int slot = PAGING + input.below(4) * 0x1000 + input.below(48) * 8;
      layout.store(slot, quads(input.number(3) & 0x3ffff | input.number(1) << 56));
    }
    if (whole) {
      layout.store(GDT, descriptors(mode));
      layout.store(IDT, gates(mode));
      layout.store(TSS, task(mode));
      layout.store(OTHER_TSS, task(mode));
      layout.store(HANDLER, input.take(1 + input.below(16)));
      for (int i = input.below(4); i > 0; i--) {
        int table = input.chance(2) ? GDT : IDT;
        layout.store(table + input.u8(), input.take(1 + input.below(8)));
      }
    }
  }

  /** What runs in system management mode, and returns from it if nothing else happens. */
  static void systemManagement(Layout layout, Input input) {
    byte[] code = new byte[SMM_CODE_SIZE];
    Arrays.fill(code, (byte) 0x90);
    byte[] first = input.take(input.below(SMM_CODE_SIZE - 3));
    System.arraycopy(first, 0, code, 0, first.length);
    code[SMM_CODE_SIZE - 3] = (byte) (input.chance(2) ? 0xf4 : 0x90);
    code[SMM_CODE_SIZE - 2] = 0x0f;
    code[SMM_CODE_SIZE - 1] = (byte) 0xaa;
    layout.store(SMM_CODE, code);
  }

  private static void paging(Layout layout, Mode mode) {
    if (mode.levels() == 2) {
      layout.store(PAGING, quads(0x0040_0087_0000_0087L));
      return;
    }
    int levels = mode.levels() == 0 ? 4 : mode.levels();
    int table = PAGING;
    for (int level = levels; level > 1; level--) {
      // The four entries of PAE's root have no rights.
      long next = table + 0x1000L | (levels == 3 && level == 3 ? 1 : 7);
      layout.store(table, level == 2 ? quads(next, 0x87L) : quads(next));
      table += 0x1000;
    }
    long[] pages = new long[PAGES];
    for (int i = 0; i < pages.length; i++) {
      pages[i] = i * 4096L | 7;
    }
    layout.store(table, quads(pages));
  }

  /** Code and data of both levels, task states, a call gate, conforming code, other widths. */
  private static byte[] descriptors(Mode mode) {
    boolean wide = mode.bits() == 64;
    long size = wide ? 0x20L << 48 : mode.bits() == 32 || mode.virtual8086() ? 0x40L << 48 : 0;
    long code = 0x008f_9b00_0000_ffffL | size;
    long data = 0x00cf_9300_0000_ffffL;
    long level3 = 0x60L << 40;
    long tss = 0x0000_8b00_0000_0000L | (long) TSS << 16 | TSS_LIMIT;
    long other = 0x0000_8900_0000_0000L | (long) OTHER_TSS << 16 | TSS_LIMIT;
    long gate = 0xec00L << 32 | handlers(mode) << 16 | HANDLER;
    return quads(
        0,
        code,
        data,
        code | level3,
        data | level3,
        tss,
        0,
        mode.wide() ? data : other,
        gate,
        0,
        code | 4L << 40,
        code & ~(0x60L << 48),
        code & ~(0x60L << 48) | 0x40L << 48 | level3,
        code & ~(0x60L << 48) | 0x20L << 48);
  }

  /** The selector of what handles events: in long mode that is 64-bit code. */
  private static long handlers(Mode mode) {
    return mode.wide() ? 13 * 8 : 8;
  }

  private static byte[] gates(Mode mode) {
    long gate = 0xee00L << 32 | handlers(mode) << 16 | HANDLER;
    long[] gates = new long[mode.wide() ? 2 * GATES : GATES];
    for (int i = 0; i < GATES; i++) {
      gates[mode.wide() ? 2 * i : i] = gate | (i % 8 == 7 ? 1L << 40 : 0);
    }
    if (!mode.wide()) {
      gates[TASK_GATE] = 0xe500L << 32 | 7 * 8 << 16;
    }
    return quads(gates);
  }

  /** In every state the same: stacks, and for a switch a place to go on at. */
  private static byte[] task(Mode mode) {
    ByteBuffer task = ByteBuffer.allocate(TSS_LIMIT + 1).order(ByteOrder.LITTLE_ENDIAN);
    for (int level = 0; level < 3; level++) {
      task.putInt(4 + 8 * level, STACK);
      task.putInt(8 + 8 * level, mode.wide() ? 0 : 16);
    }
    if (!mode.wide()) {
      task.putInt(0x1c, PAGING).putInt(0x20, HANDLER).putInt(0x24, 2).putInt(0x38, STACK);
      task.putInt(0x48, 16).putInt(0x4c, 8).putInt(0x50, 16).putInt(0x54, 16);
    }
    task.putShort(0x66, (short) 0x88);
    return task.array();
  }

  private static byte[] quads(long... values) {
    ByteBuffer bytes = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    for (long value : values) {
      bytes.putLong(value);
    }
    return bytes.array();
  }
}
