package io.github.kvmtck.oracle.judges;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.random.RandomGenerator;

/** Descriptors of every kind, drawn for one situation. */
final class Zoo {
  private static final int[] BASES = {
    0, Space.CODE, Space.DATA, Space.EXTRA, Space.STACK, Space.FS, Space.GS
  };
  private static final int[] LIMITS = {0xffff, 0xf_ffff, 0xffff, 0xf_ffff, 0, 0xfff, 0x7f};
  private static final int[] GATES = {4, 5, 6, 7, 12, 14, 15};
  private static final int[] SYSTEM = {1, 9, 1, 9, 9, 2, 2, 3, 11, 0, 8, 10, 13};
  private static final int[] TASK_LIMITS = {0x67, 0x67, 0x67, 0x66, 0x2b, 0x2a, 0xfff};
  private static final int[] TARGETS = {
    Ring.HANDLER, Ring.CODE, Ring.CODE0, Ring.CODE3, Ring.CODE3 + 16, Ring.DATA
  };

  private final RandomGenerator random;
  private final Setting setting;
  private final long[] global = new long[Space.GDT_ENTRIES - Ring.FIRST_DRAWN];
  private final long[] local = new long[Space.LDT_ENTRIES];

  Zoo(RandomGenerator random, Setting setting) {
    this.random = random;
    this.setting = setting;
    fill(global);
    fill(local);
  }

  /** What the tables hold. */
  List<Patch> patches() {
    return List.of(
        new Patch(Space.GDT + 8 * Ring.FIRST_DRAWN, bytes(global)),
        new Patch(Space.LDT, bytes(local)));
  }

  private static byte[] bytes(long[] entries) {
    byte[] bytes = new byte[8 * entries.length];
    for (int i = 0; i < entries.length; i++) {
      Entry.put(bytes, 8 * i, entries[i]);
    }
    return bytes;
  }

  private void fill(long[] entries) {
    for (int i = 0; i < entries.length; i++) {
      int kind = random.nextInt(16);
      entries[i] = kind < 9 ? segment() : kind < 13 ? gate(GATES) : system();
      // System descriptors of long mode have an upper half.
      if (setting.longMode() && kind >= 9 && i + 1 < entries.length && random.nextInt(8) > 0) {
        entries[++i] = 0;
      }
    }
  }

  /** P, mostly set, and DPL, mostly 0. */
  private int present() {
    int dpl = random.nextInt(4) > 0 ? 0 : random.nextInt(4);
    return (random.nextInt(12) > 0 ? 0x80 : 0) | dpl << 5;
  }

  private long segment() {
    int rights = present() | 0x10 | random.nextInt(16);
    int flags = random.nextInt(4) > 0 ? random.nextInt(16) & ~2 : random.nextInt(16);
    if (setting.bits() == 64 && random.nextBoolean()) {
      flags = flags & ~Entry.BIG | Entry.LONG;
    }
    return Entry.segment(pick(BASES), pick(LIMITS), rights, flags);
  }

  private long system() {
    int type = pick(SYSTEM);
    boolean local = type == 2;
    int task = (type & 8) != 0 ? Space.OTHER_TASK : Space.SMALL_TASK;
    int base = local ? Space.LDT : task;
    int limit = local ? 8 * Space.LDT_ENTRIES - 1 : pick(TASK_LIMITS);
    return Entry.segment(base, limit, present() | type, random.nextInt(8) > 0 ? 0 : 8);
  }

  /** A gate of one of some types. */
  long gate(int... types) {
    int type = pick(types);
    int target = type == 5 ? like(t -> t == 1 || t == 9) : code();
    boolean small = type != 12 && type != 14 && type != 15 && setting.bits() == 32;
    long offset =
        small
            ? 0xe000 + random.nextInt(0xf00) + 0x1_0000L * random.nextInt(2)
            : random.nextInt(16) > 0 ? offset() : random.nextInt() & mask();
    int count = random.nextInt(3) > 0 ? 0 : random.nextInt(setting.longMode() ? 8 : 4);
    return Entry.gate(target, offset, present() | type, count);
  }

  /** An offset in the code segment of the setting. */
  long offset() {
    long base = setting.segment(Situation.CS).base();
    return Space.CODE + 0x100 + random.nextInt(0xf000) - base;
  }

  private int mask() {
    return setting.bits() == 16 ? 0xffff : -1;
  }

  private int code() {
    return random.nextInt(4) > 0 ? pick(TARGETS) : selector();
  }

  /** A selector, most of them of something. */
  int selector() {
    int requested = random.nextInt(4) > 0 ? 0 : random.nextInt(4);
    return requested
        | switch (random.nextInt(16)) {
          case 0 -> 0;
          case 1 -> 8 * random.nextInt(0x400);
          case 2, 3, 4 -> 8 * (1 + random.nextInt(Ring.FIRST_DRAWN - 1));
          case 5, 6 -> 4 | 8 * random.nextInt(Space.LDT_ENTRIES);
          default -> 8 * (Ring.FIRST_DRAWN + random.nextInt(global.length));
        };
  }

  /** A selector of a system descriptor or gate of the table with such a type; else of anything. */
  int like(IntPredicate wanted) {
    List<Integer> found = new ArrayList<>();
    for (int i = 0; i < global.length; i++) {
      int type = (int) (global[i] >> 40) & 0x1f;
      if (type < 16 && global[i] != 0 && wanted.test(type)) {
        found.add(8 * (Ring.FIRST_DRAWN + i));
      }
    }
    return found.isEmpty() ? selector() : found.get(random.nextInt(found.size()));
  }

  private int pick(int[] choices) {
    return choices[random.nextInt(choices.length)];
  }
}
