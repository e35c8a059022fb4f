package io.github.kvmtck.reference.fuzz;

import io.github.kvmtck.api.client.Regs;
import io.github.kvmtck.api.client.Segment;
import io.github.kvmtck.api.client.Sregs;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;

/**
 * Registers and tables of a guest: of one of the modes, with something else put in here or there.
 */
final class State {
  static final int CODE = 0x1000;
  private static final int TABLES = 0x4000;
  private static final List<String> SEGMENTS = List.of("cs", "ss", "ds", "es", "fs", "gs");
  private static final List<String> CONTROL =
      List.of("cr0", "cr2", "cr3", "cr4", "cr8", "efer", "apic_base", "gdt.base", "idt.base");
  private static final List<String> GENERAL =
      List.of(
          "rax", "rbx", "rcx", "rdx", "rsi", "rdi", "rbp", "rsp", "r8", "r9", "r10", "r11", "r12",
          "r13", "r14", "r15");
  private static final long PAGING = 0x8000_0001L;
  private static final long LONG_MODE = 0x500;
  private static final long PAE_AND_SSE = 0x620;

  /** What is behind the code and where vectors lead, so that few guests run through all memory. */
  private static final byte[] HALTS = new byte[TABLES];

  static {
    Arrays.fill(HALTS, (byte) 0xf4);
  }

  /** What a stream runs in, before anything is put in elsewhere. */
  enum Mode {
    REAL(false, false, false),
    PROTECTED_16(false, false, false),
    PROTECTED_32(true, false, false),
    PAGED_32(true, true, false),
    COMPATIBILITY(true, true, true),
    LONG(false, true, true);

    /** All of them, by number. */
    static final List<Mode> ALL = List.of(values());

    private final boolean big;
    private final boolean paged;
    private final boolean wide;

    Mode(boolean big, boolean paged, boolean wide) {
      this.big = big;
      this.paged = paged;
      this.wide = wide;
    }
  }

  private State() {}

  /** System registers; as the mode wants them, and a few as the input does. */
  static Sregs sregs(Sregs from, Mode mode, Input input) {
    Sregs s = from;
    int dpl = input.chance(3) ? 3 : 0;
    for (String name : SEGMENTS) {
      s = s.withSegment(name, segment(name.equals("cs"), mode, dpl));
    }
    s = s.with("cr0", mode.paged ? PAGING : mode == Mode.REAL ? 0x10 : 0x11);
    s = s.with("cr3", TABLES).with("cr4", mode.wide ? PAE_AND_SSE : PAE_AND_SSE & ~0x20);
    s = s.with("efer", mode.wide ? LONG_MODE | input.below(2) << 11 : 0);
    s = s.with("gdt.base", 0x2000).with("gdt.limit", 0xff);
    s = s.with("idt.base", 0x3000).with("idt.limit", input.chance(2) ? 0xfff : 0);
    for (int i = input.below(3); i > 0; i--) {
      s = s.with(CONTROL.get(input.below(CONTROL.size())), input.register());
    }
    if (input.chance(4)) {
      String name = SEGMENTS.get(input.below(SEGMENTS.size()));
      s = s.withSegment(name, any(input));
    }
    return s;
  }

  private static Segment segment(boolean code, Mode mode, int dpl) {
    if (mode == Mode.REAL) {
      return Segment.realMode(0);
    }
    int big = mode.big ? 1 : 0;
    int wide = code && mode == Mode.LONG ? 1 : 0;
    return new Segment(
        0, -1, (code ? 8 : 16) | dpl, code ? 11 : 3, 1, dpl, code ? big : 1, 1, wide, 1, 0, 0);
  }

  private static Segment any(Input input) {
    int bits = (int) input.number(2);
    return new Segment(
        input.register(),
        (int) input.register(),
        (int) input.number(2),
        bits & 15,
        bits >> 4 & 1,
        bits >> 5 & 3,
        bits >> 7 & 1,
        bits >> 8 & 1,
        bits >> 9 & 1,
        bits >> 10 & 1,
        bits >> 11 & 1,
        bits >> 12 & 1);
  }

  static Regs regs(Input input) {
    Regs r = Regs.zero().withRip(CODE).with("rsp", 0x9000);
    for (int i = input.below(16); i > 0; i--) {
      r = r.with(GENERAL.get(input.below(GENERAL.size())), input.register());
    }
    return r.withRflags(input.chance(4) ? input.number(3) | 2 : 2);
  }

  /** Code, descriptors, gates and page tables. */
  static void fill(Layout layout, Mode mode, Input input) {
    layout.store(0, HALTS);
    layout.store(CODE, input.take(8 + input.below(64)));
    layout.store(0x2000, input.take(input.below(48)));
    layout.store(0x3000, input.take(input.below(48)));
    if (mode == Mode.PAGED_32) {
      layout.store(TABLES, quads(0x0040_0087_0000_0087L));
    } else {
      layout.store(TABLES, quads(TABLES + 0x1007L));
      layout.store(TABLES + 0x1000, quads(TABLES + 0x2007L));
      layout.store(TABLES + 0x2000, quads(TABLES + 0x3007L, 0x87L));
      long[] pages = new long[48];
      for (int i = 0; i < pages.length; i++) {
        pages[i] = i * 4096L | 7;
      }
      layout.store(TABLES + 0x3000, quads(pages));
    }
    for (int i = input.below(4); i > 0; i--) {
      int slot = TABLES + input.below(4) * 0x1000 + input.below(48) * 8;
      layout.store(slot, quads(input.number(3) & 0x3ffff | input.number(1) << 56));
    }
  }

  private static byte[] quads(long... values) {
    ByteBuffer bytes = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    for (long value : values) {
      bytes.putLong(value);
    }
    return bytes.array();
  }
}
