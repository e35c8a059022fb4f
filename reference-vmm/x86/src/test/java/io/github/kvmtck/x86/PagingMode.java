package io.github.kvmtck.x86;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kvmtck.x86.cpu.Abandon;
import io.github.kvmtck.x86.cpu.Access;
import io.github.kvmtck.x86.cpu.Control;
import io.github.kvmtck.x86.cpu.Segment;
import io.github.kvmtck.x86.cpu.Vector;
import java.lang.foreign.ValueLayout;

/** A paging mode, tables for one page of it, and an address whose index differs at each level. */
enum PagingMode {
  LEGACY(0, 0, 2, 0x00c0_5678L),
  PSE(Control.CR4_PSE, 0, 2, 0x00c0_5678L),
  PAE(Control.CR4_PAE, 0, 3, 0x4060_5678L),
  FOUR_LEVEL(Control.CR4_PAE, PagingMode.LONG, 4, 0x0000_0102_8060_5678L),
  FIVE_LEVEL(Control.CR4_PAE | Control.CR4_LA57, PagingMode.LONG, 5, 0x0003_0102_8060_5678L);

  static final long TABLES = 0x10000;
  static final long PAGE = 0x9000;
  static final long LONG = Control.EFER_LME | Control.EFER_LMA;

  final int levels;
  final long linear;
  private final long cr4;
  private final long efer;

  PagingMode(long cr4, long efer, int levels, long linear) {
    this.cr4 = cr4;
    this.efer = efer;
    this.levels = levels;
    this.linear = linear;
  }

  boolean wide() {
    return levels > 2;
  }

  /** Where the entry of a level is; the root is level 0. */
  long slot(int level) {
    int below = levels - 1 - level;
    long index = wide() ? linear >>> 12 + 9 * below & 0x1ff : linear >>> 12 + 10 * below & 0x3ff;
    return TABLES + level * 0x1000L + index * (wide() ? 8 : 4);
  }

  /** A processor at CPL 0 in this mode, whose address is mapped to {@link #PAGE}. */
  Machine machine(long cr0, long moreCr4, long moreEfer) {
    Machine m = new Machine(1 << 20);
    for (int level = 0; level < levels; level++) {
      boolean last = level == levels - 1;
      boolean root = this == PAE && level == 0;
      entry(m, level, last ? PAGE | 7 : TABLES + (level + 1) * 0x1000L | (root ? 1 : 7));
    }
    for (int i = 0; i <= Segment.GS; i++) {
      m.cpu.segments.set(i, new Segment(0x10, 0, 0xffff_ffffL, 0xc093));
    }
    int code = efer == 0 ? 0xc09b : 0xa09b;
    m.cpu.segments.set(Segment.CS, new Segment(8, 0, 0xffff_ffffL, code));
    m.cpu.control.set(
        Control.CR0_PE | Control.CR0_PG | cr0, 0, TABLES, cr4 | moreCr4, efer | moreEfer);
    if (this == PAE) {
      assertThat(m.cpu.control.load.root(TABLES)).isTrue();
    }
    return m;
  }

  void entry(Machine m, int level, long value) {
    if (wide()) {
      m.put64(slot(level), value);
    } else {
      m.ram.set(ValueLayout.JAVA_INT, slot(level), (int) value);
    }
  }

  long entry(Machine m, int level) {
    long value = m.get64(slot(level));
    return wide() ? value : value & 0xffff_ffffL;
  }

  /** Sets and clears bits of an entry, and forgets what is known of it. */
  void change(Machine m, int level, long set, long clear) {
    entry(m, level, entry(m, level) & ~clear | set);
    if (this == PAE && level == 0) {
      m.cpu.control.load.root(TABLES);
    }
    m.cpu.flushTranslations();
  }

  /** The error code of the #PF that an access raises, or -1. */
  int access(Machine m, Access access) {
    m.cpu.control.cr2(0);
    try {
      switch (access) {
        case READ -> m.cpu.memory.load8(Segment.DS, linear);
        case WRITE -> m.cpu.memory.store(Segment.DS, linear, 8, 1);
        case FETCH -> m.cpu.memory.translateCode(linear);
      }
      return -1;
    } catch (Abandon abandon) {
      assertThat(abandon).isSameAs(Abandon.FAULT);
      assertThat(m.cpu.events.faultVector()).isEqualTo(Vector.PF);
      assertThat(m.cpu.control.cr2()).isEqualTo(linear);
      return m.cpu.events.faultCode();
    }
  }
}
