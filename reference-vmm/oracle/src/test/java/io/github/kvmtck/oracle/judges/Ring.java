package io.github.kvmtck.oracle.judges;

import io.github.kvmtck.api.client.Segment;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** CPL 0 of the modes that have one. */
enum Ring {
  PROTECTED_16(16, false, false, false),
  PROTECTED_32(32, false, false, false),
  PAGED_32(32, true, false, false),
  PAE_32(32, true, true, false),
  COMPATIBILITY(32, true, true, true),
  LONG(64, true, true, true);

  /** Selectors of the table. */
  static final int HANDLER = 0x08;

  static final int CODE = 0x10;
  static final int DATA = 0x18;
  static final int EXTRA = 0x20;
  static final int STACK = 0x28;
  static final int FS = 0x30;
  static final int GS = 0x38;
  static final int TASK = 0x40;
  static final int LOCAL = 0x50;

  /** As SYSRET wants them: 32-bit code, data, 64-bit code. */
  static final int CODE3 = 0x60;

  /** As SYSCALL and SYSENTER want them: code, data. */
  static final int CODE0 = 0x78;

  static final int FIRST_DRAWN = 17;

  private static final long PAGING = 0x8000_0000L;
  private static final long PAE = 0x20;

  private final int bits;
  private final boolean paged;
  private final boolean wide;
  private final boolean longMode;

  Ring(int bits, boolean paged, boolean wide, boolean longMode) {
    this.bits = bits;
    this.paged = paged;
    this.wide = wide;
    this.longMode = longMode;
  }

  Setting setting() {
    byte[] image = new byte[Space.END];
    Arrays.fill(image, Situation.HLT);
    Map<String, Segment> segments = new TreeMap<>();
    global(image, segments);
    Arrays.fill(image, Space.LDT, Space.LDT + 8 * Space.LDT_ENTRIES, (byte) 0);
    interrupts(image);
    task(image);
    Map<String, Long> registers = new TreeMap<>();
    registers.put("cr0", 0x31 | (paged ? PAGING : 0));
    registers.put("cr3", paged ? Space.TABLES : 0L);
    registers.put("cr4", wide ? PAE : 0L);
    registers.put("efer", longMode ? 0xd01L : wide ? 0x801L : 1L);
    registers.put("gdt.base", (long) Space.GDT);
    registers.put("gdt.limit", 8L * Space.GDT_ENTRIES - 1);
    registers.put("idt.base", (long) Space.IDT);
    registers.put("idt.limit", longMode ? 0xfffL : 0x7ffL);
    if (paged) {
      tables(image);
    }
    return new Setting(name(), bits, segments, registers, 0x400, image);
  }

  private int codeFlags() {
    return bits == 64 ? Entry.LONG | Entry.PAGES : bits == 32 ? Entry.BIG | Entry.PAGES : 0;
  }

  /** Handlers in long mode are 64-bit code. */
  private long handlers() {
    int flags = longMode ? Entry.LONG | Entry.PAGES : codeFlags();
    return Entry.segment(0, bits == 16 ? 0xffff : 0xf_ffff, Entry.CODE, flags);
  }

  private void global(byte[] image, Map<String, Segment> segments) {
    Arrays.fill(image, Space.GDT, Space.GDT + 8 * Space.GDT_ENTRIES, (byte) 0);
    boolean flat = paged;
    int big = bits == 16 ? 0 : Entry.BIG;
    int flags = flat ? big | Entry.PAGES : big;
    int limit = flat ? 0xf_ffff : 0xffff;
    entry(image, HANDLER, handlers());
    long code =
        Entry.segment(
            flat ? 0 : Space.CODE, flat ? limit : 0xffff, Entry.CODE, flat ? codeFlags() : big);
    segments.put("cs", entry(image, CODE, code));
    segments.put("ds", entry(image, DATA, data(flat ? 0 : Space.DATA, limit, flags)));
    segments.put("es", entry(image, EXTRA, data(flat ? 0 : Space.EXTRA, limit, flags)));
    segments.put(
        "ss",
        entry(
            image,
            STACK,
            data(
                flat || bits == 32 ? 0 : Space.STACK,
                bits == 32 ? 0xf_ffff : limit,
                bits == 32 ? flags | Entry.PAGES : flags)));
    segments.put("fs", entry(image, FS, data(Space.FS, limit, flags)));
    segments.put("gs", entry(image, GS, data(Space.GS, limit, flags)));
    long task = Entry.segment(Space.TASK, Space.TASK_LIMIT, Entry.BUSY_TASK, 0);
    segments.put("tr", entry(image, TASK, task));
    long local = Entry.segment(Space.LDT, 8 * Space.LDT_ENTRIES - 1, Entry.LDT, 0);
    segments.put("ldt", entry(image, LOCAL, local));
    entry(image, CODE3, Entry.segment(0, 0xf_ffff, 0xfb, Entry.BIG | Entry.PAGES));
    entry(image, CODE3 + 8, Entry.segment(0, 0xf_ffff, 0xf3, Entry.BIG | Entry.PAGES));
    entry(image, CODE3 + 16, Entry.segment(0, 0xf_ffff, 0xfb, Entry.LONG | Entry.PAGES));
    entry(image, CODE0, Entry.segment(0, 0xf_ffff, Entry.CODE, codeFlags() | Entry.PAGES));
    entry(image, CODE0 + 8, data(0, 0xf_ffff, Entry.BIG | Entry.PAGES));
  }

  private static long data(long base, int limit, int flags) {
    return Entry.segment(base, limit, Entry.DATA, flags);
  }

  private static Segment entry(byte[] image, int selector, long entry) {
    Entry.put(image, Space.GDT + selector, entry);
    return Entry.loaded(selector, entry);
  }

  private void interrupts(byte[] image) {
    int size = longMode ? 16 : 8;
    for (int vector = 0; vector < 256; vector++) {
      long offset = Space.HANDLERS + (long) Space.HANDLER * vector;
      int at = Space.IDT + size * vector;
      Entry.put(image, at, Entry.gate(HANDLER, offset, Entry.INTERRUPT_GATE, 0));
      if (longMode) {
        Entry.put(image, at + 8, 0);
      }
    }
  }

  /** Stacks of CPL 0 to 2, and the interrupt stack table where there is one. */
  private void task(byte[] image) {
    Arrays.fill(image, Space.TASK, Space.TASK + 0x300, (byte) 0);
    long top = paged ? Space.STACK + 0xc000 : 0xc000;
    if (longMode) {
      for (int at = 4; at < 0x5c; at += 8) {
        Entry.put(image, Space.TASK + at, top - 0x40L * at);
      }
    } else {
      Entry.put(image, Space.TASK + 4, top | (long) STACK << 32);
      other(image, top);
    }
  }

  /** A task whose every field can be loaded, as 32-bit tasks have them. */
  private void other(byte[] image, long top) {
    int[] fields = {paged ? Space.TABLES : 0, paged ? Space.CODE + 0x50 : 0x50, 2};
    int[] selectors = {EXTRA, CODE, STACK, DATA, FS, GS, LOCAL};
    Entry.put(image, Space.OTHER_TASK + 4, top | (long) STACK << 32);
    for (int i = 0; i < fields.length; i++) {
      Entry.put(image, Space.OTHER_TASK + 0x1c + 4 * i, fields[i]);
    }
    for (int i = 0; i < 8; i++) {
      Entry.put(image, Space.OTHER_TASK + 0x28 + 4 * i, 0xe100 + i);
    }
    for (int i = 0; i < selectors.length; i++) {
      Entry.put(image, Space.OTHER_TASK + 0x48 + 4 * i, selectors[i]);
    }
    small(image);
  }

  /** 16-bit tasks have no FS, no GS and no CR3. */
  private static void small(byte[] image) {
    int[] fields = {
      0xc000, STACK, 0, 0, 0, 0, 0x50, 2, 1, 2, 3, 4, 0xe100, 5, 6, 7, EXTRA, CODE, STACK, DATA,
      LOCAL
    };
    for (int i = 0; i < fields.length; i++) {
      image[Space.SMALL_TASK + 2 + 2 * i] = (byte) fields[i];
      image[Space.SMALL_TASK + 3 + 2 * i] = (byte) (fields[i] >> 8);
    }
  }

  /** Identity; every page of memory present, writable, accessed and dirty. */
  private void tables(byte[] image) {
    int levels = longMode ? 4 : wide ? 3 : 2;
    Arrays.fill(image, Space.TABLES, Space.TABLES + 0x1000 * levels, (byte) 0);
    for (int level = 0; level < levels - 1; level++) {
      boolean pointers = levels == 3 && level == 0;
      long below = Space.TABLES + 0x1000L * (level + 1);
      page(image, level, 0, below | (pointers ? 1 : 0x27));
    }
    for (int i = 0; i < Space.END >> 12; i++) {
      page(image, levels - 1, i, (long) i << 12 | 0x67);
    }
  }

  private void page(byte[] image, int level, int index, long entry) {
    byte[] bytes = new byte[8];
    Entry.put(bytes, 0, entry);
    int size = pageEntry();
    System.arraycopy(bytes, 0, image, Space.TABLES + 0x1000 * level + size * index, size);
  }

  /** Bytes of an entry of the page tables. */
  int pageEntry() {
    return wide ? 8 : 4;
  }

  /** Where the entry of a page of memory is. */
  int pageEntry(int address) {
    int levels = longMode ? 4 : wide ? 3 : 2;
    return Space.TABLES + 0x1000 * (levels - 1) + pageEntry() * (address >> 12);
  }
}
