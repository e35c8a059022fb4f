package io.github.kvmtck.reference.fuzz;

import io.github.kvmtck.api.client.Regs;
import io.github.kvmtck.api.client.Segment;
import io.github.kvmtck.api.client.Sregs;
import java.util.List;

/** Registers of a guest: of one of the modes, with something else put in here or there. */
final class State {
  private static final List<String> SEGMENTS = List.of("cs", "ss", "ds", "es", "fs", "gs");
  private static final List<String> CONTROL =
      List.of("cr0", "cr2", "cr3", "cr4", "cr8", "efer", "apic_base", "gdt.base", "idt.base");
  private static final List<String> GENERAL =
      List.of(
          "rax", "rbx", "rcx", "rdx", "rsi", "rdi", "rbp", "rsp", "r8", "r9", "r10", "r11", "r12",
          "r13", "r14", "r15");
  private static final long LONG_MODE = 0x500;
  private static final long VM = 0x2_0000;

  private State() {}

  /**
   * System registers; as the mode wants them, and a few as the input does.
   *
   * @param whole whether {@link Tables} has filled in descriptors
   */
  static Sregs sregs(Sregs from, Mode mode, boolean whole, Input input) {
    Sregs s = from;
    int dpl = input.chance(3) ? 3 : 0;
    Segment code = segment(true, mode, dpl, whole);
    Segment data = segment(false, mode, dpl, whole);
    for (String name : SEGMENTS) {
      s = s.withSegment(name, name.equals("cs") ? code : data);
    }
    s = s.with("cr0", mode.cr0()).with("cr3", Tables.PAGING).with("cr4", mode.cr4());
    s = s.with("efer", mode.wide() ? LONG_MODE | input.below(2) << 11 : 0);
    s = s.with("gdt.base", Tables.GDT).with("gdt.limit", Tables.GDT_LIMIT);
    boolean vectors = input.chance(2) || whole;
    s = s.with("idt.base", Tables.IDT).with("idt.limit", vectors ? Tables.IDT_LIMIT : 0);
    if (whole) {
      s =
          s.withSegment(
              "tr", new Segment(Tables.TSS, Tables.TSS_LIMIT, 0x28, 11, 1, 0, 0, 0, 0, 0, 0, 0));
    }
    for (int i = input.below(3); i > 0; i--) {
      s = s.with(CONTROL.get(input.below(CONTROL.size())), input.register());
    }
    if (input.chance(4)) {
      String name = SEGMENTS.get(input.below(SEGMENTS.size()));
      s = s.withSegment(name, any(input));
    }
    return s;
  }

  private static Segment segment(boolean code, Mode mode, int dpl, boolean whole) {
    if (mode == Mode.REAL) {
      return Segment.realMode(0);
    }
    if (mode.virtual8086()) {
      return new Segment(0, 0xffff, 0, 3, 1, 3, 0, 1, 0, 0, 0, 0);
    }
    int big = mode.bits() == 32 ? 1 : 0;
    int wide = code && mode.bits() == 64 ? 1 : 0;
    int selector = (code ? 8 : 16) + (whole && dpl > 0 ? 16 : 0);
    return new Segment(
        0, -1, selector | dpl, code ? 11 : 3, 1, dpl, code ? big : 1, 1, wide, 1, 0, 0);
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

  static Regs regs(Mode mode, Input input) {
    Regs r = Regs.zero().withRip(Tables.CODE).with("rsp", Tables.STACK);
    for (int i = input.below(16); i > 0; i--) {
      r = r.with(GENERAL.get(input.below(GENERAL.size())), input.register());
    }
    long flags = input.chance(4) ? input.number(3) | 2 : 2;
    return r.withRflags(mode.virtual8086() ? flags | VM : flags);
  }
}
