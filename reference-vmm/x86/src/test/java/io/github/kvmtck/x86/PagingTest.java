package io.github.kvmtck.x86;

import static io.github.kvmtck.x86.cpu.Access.FETCH;
import static io.github.kvmtck.x86.cpu.Access.READ;
import static io.github.kvmtck.x86.cpu.Access.WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kvmtck.x86.cpu.Abandon;
import io.github.kvmtck.x86.cpu.Access;
import io.github.kvmtck.x86.cpu.Control;
import io.github.kvmtck.x86.cpu.Feature;
import io.github.kvmtck.x86.cpu.Flags;
import io.github.kvmtck.x86.cpu.Segment;
import io.github.kvmtck.x86.cpu.Vector;
import java.lang.foreign.ValueLayout;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Page walks of every paging mode: SDM vol. 3, chapter 5. */
class PagingTest {
  private static final long TABLES = 0x10000;
  private static final long PAGE = 0x9000;

  private static final long WP = Control.CR0_WP;
  private static final long NXE = Control.EFER_NXE;
  private static final long SMEP = Control.CR4_SMEP;
  private static final long SMAP = Control.CR4_SMAP;

  /** A paging mode, and an address whose index differs at each of its levels. */
  private enum Kind {
    LEGACY(0, 0, 2, 0x00c0_5678L),
    PSE(Control.CR4_PSE, 0, 2, 0x00c0_5678L),
    PAE(Control.CR4_PAE, 0, 3, 0x4060_5678L),
    FOUR_LEVEL(Control.CR4_PAE, LONG, 4, 0x0000_0102_8060_5678L),
    FIVE_LEVEL(Control.CR4_PAE | Control.CR4_LA57, LONG, 5, 0x0003_0102_8060_5678L);

    final long cr4;
    final long efer;
    final int levels;
    final long linear;

    Kind(long cr4, long efer, int levels, long linear) {
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
  }

  private static final long LONG = Control.EFER_LME | Control.EFER_LMA;

  private static Machine machine(Kind kind, long cr0, long cr4, long efer) {
    Machine m = new Machine(1 << 20);
    for (int level = 0; level < kind.levels; level++) {
      boolean last = level == kind.levels - 1;
      boolean root = kind == Kind.PAE && level == 0;
      entry(m, kind, level, last ? PAGE | 7 : TABLES + (level + 1) * 0x1000L | (root ? 1 : 7));
    }
    for (int i = 0; i <= Segment.GS; i++) {
      m.cpu.segments.set(i, new Segment(0x10, 0, 0xffff_ffffL, 0xc093));
    }
    int code = kind.efer == 0 ? 0xc09b : 0xa09b;
    m.cpu.segments.set(Segment.CS, new Segment(8, 0, 0xffff_ffffL, code));
    m.cpu.control.set(
        Control.CR0_PE | Control.CR0_PG | cr0, 0, TABLES, kind.cr4 | cr4, kind.efer | efer);
    if (kind == Kind.PAE) {
      assertThat(m.cpu.control.load.root(TABLES)).isTrue();
    }
    return m;
  }

  private static void entry(Machine m, Kind kind, int level, long value) {
    if (kind.wide()) {
      m.put64(kind.slot(level), value);
    } else {
      m.ram.set(ValueLayout.JAVA_INT, kind.slot(level), (int) value);
    }
  }

  private static long entry(Machine m, Kind kind, int level) {
    long value = m.get64(kind.slot(level));
    return kind.wide() ? value : value & 0xffff_ffffL;
  }

  private static void change(Machine m, Kind kind, int level, long set, long clear) {
    entry(m, kind, level, entry(m, kind, level) & ~clear | set);
    if (kind == Kind.PAE && level == 0) {
      m.cpu.control.load.root(TABLES);
    }
    m.cpu.flushTranslations();
  }

  private static void user(Machine m) {
    m.cpu.segments.set(Segment.SS, new Segment(0x1b, 0, 0xffff_ffffL, 0xc0f3));
  }

  /** The error code of the #PF that an access raises, or -1. */
  private static int access(Machine m, Kind kind, Access access) {
    m.cpu.control.cr2(0);
    try {
      switch (access) {
        case READ -> m.cpu.memory.load8(Segment.DS, kind.linear);
        case WRITE -> m.cpu.memory.store(Segment.DS, kind.linear, 8, 1);
        case FETCH -> m.cpu.memory.translateCode(kind.linear);
      }
      return -1;
    } catch (Abandon abandon) {
      assertThat(abandon).isSameAs(Abandon.FAULT);
      assertThat(m.cpu.events.faultVector()).isEqualTo(Vector.PF);
      assertThat(m.cpu.control.cr2()).isEqualTo(kind.linear);
      return m.cpu.events.faultCode();
    }
  }

  @ParameterizedTest
  @CsvSource({"LEGACY", "PSE", "PAE", "FOUR_LEVEL", "FIVE_LEVEL"})
  void aWalkFindsThePageAndMarksItsEntries(Kind kind) {
    try (Machine m = machine(kind, WP, 0, NXE)) {
      m.put64(PAGE + 0x678, 0x1122_3344_5566_7788L);
      assertThat(m.cpu.memory.load64(Segment.DS, kind.linear)).isEqualTo(0x1122_3344_5566_7788L);
      int first = kind == Kind.PAE ? 1 : 0;
      for (int level = first; level < kind.levels; level++) {
        assertThat(entry(m, kind, level) & 0x60).as("level " + level).isEqualTo(0x20);
      }
      m.written.clear();
      assertThat(access(m, kind, WRITE)).isEqualTo(-1);
      assertThat(entry(m, kind, kind.levels - 1) & 0x60).isEqualTo(0x60);
      assertThat(entry(m, kind, kind.levels - 2) & 0x60).as("a table").isEqualTo(0x20);
      assertThat(m.written).containsExactly(PAGE, TABLES + (kind.levels - 1) * 0x1000L);
    }
  }

  @ParameterizedTest
  @CsvSource({"LEGACY", "PAE", "FOUR_LEVEL", "FIVE_LEVEL"})
  void anEntryThatIsNotPresentFaultsAndNothingIsMarked(Kind kind) {
    for (int level = 0; level < kind.levels; level++) {
      try (Machine m = machine(kind, WP, 0, NXE)) {
        change(m, kind, level, 0, 1);
        assertThat(access(m, kind, READ)).isZero();
        assertThat(access(m, kind, WRITE)).isEqualTo(2);
        assertThat(access(m, kind, FETCH)).isEqualTo(kind.wide() ? 16 : 0);
        user(m);
        assertThat(access(m, kind, READ)).isEqualTo(4);
        assertThat(access(m, kind, WRITE)).isEqualTo(6);
        assertThat(m.written).isEmpty();
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"LEGACY", "PAE", "FOUR_LEVEL", "FIVE_LEVEL"})
  void rightsAreThoseOfEveryLevel(Kind kind) {
    for (int level = kind == Kind.PAE ? 1 : 0; level < kind.levels; level++) {
      try (Machine m = machine(kind, WP, 0, NXE)) {
        change(m, kind, level, 0, 2);
        assertThat(access(m, kind, WRITE)).isEqualTo(3);
        m.cpu.control.cr0(m.cpu.control.cr0() & ~WP);
        assertThat(access(m, kind, WRITE)).as("CR0.WP is clear").isEqualTo(-1);
        user(m);
        assertThat(access(m, kind, WRITE)).as("for users it counts").isEqualTo(7);
        change(m, kind, level, 2, 4);
        assertThat(access(m, kind, READ)).isEqualTo(5);
        assertThat(access(m, kind, FETCH)).isEqualTo(kind.wide() ? 21 : 5);
        if (kind.wide()) {
          change(m, kind, level, 4 | 1L << 63, 0);
          assertThat(access(m, kind, READ)).isEqualTo(-1);
          assertThat(access(m, kind, FETCH)).isEqualTo(21);
          m.cpu.control.efer(m.cpu.control.efer() & ~NXE);
          assertThat(access(m, kind, READ)).as("bit 63 is reserved").isEqualTo(13);
          assertThat(access(m, kind, FETCH)).as("and no fetch is told of").isEqualTo(13);
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    // kind, level, bit, width of physical addresses, whether it is reserved
    "LEGACY,1,7,52,false",
    "PSE,0,21,52,true",
    "PSE,1,7,52,false",
    "PAE,1,40,40,true",
    "PAE,1,39,40,false",
    "PAE,2,52,52,true",
    "PAE,2,62,52,true",
    "FOUR_LEVEL,0,7,52,true",
    "FOUR_LEVEL,1,13,52,false",
    "FOUR_LEVEL,2,52,52,false",
    "FOUR_LEVEL,3,62,52,false",
    "FOUR_LEVEL,3,45,45,true",
    "FOUR_LEVEL,3,45,46,false",
    "FIVE_LEVEL,0,7,52,true",
    "FIVE_LEVEL,1,7,52,true",
  })
  void reservedBits(Kind kind, int level, int bit, int width, boolean reserved) {
    try (Machine m = machine(kind, WP, 0, NXE)) {
      m.cpu.reported(cpuid(EnumSet.allOf(Feature.class), width));
      long large = kind == Kind.PSE && level == 0 ? 0x80 : 0;
      change(m, kind, level, 1L << bit | large, large == 0 ? 0 : 0xffff_f000L);
      if (reserved) {
        assertThat(access(m, kind, READ)).isEqualTo(9);
        user(m);
        assertThat(access(m, kind, WRITE)).isEqualTo(15);
      } else {
        assertThat(access(m, kind, FETCH)).isIn(-1, 16);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    // kind, level, lowest reserved bit below the frame, size of the page
    "PAE,1,13,21",
    "FOUR_LEVEL,2,13,21",
    "FOUR_LEVEL,1,13,30",
    "FOUR_LEVEL,1,29,30",
    "FIVE_LEVEL,2,29,30",
  })
  void largePages(Kind kind, int level, int bit, int shift) {
    try (Machine m = machine(kind, WP, 0, NXE)) {
      long frame = 3L << shift;
      change(m, kind, level, frame | 0x80, 0xffff_ffff_f000L);
      long inside = kind.linear & (1L << shift) - 1;
      assertThat(m.cpu.memory.translateCode(kind.linear)).isEqualTo(frame | inside);
      change(m, kind, level, 1L << bit, 0);
      assertThat(access(m, kind, READ)).isEqualTo(9);
    }
  }

  @Test
  void withoutGigabytePagesTheirBitIsReserved() {
    try (Machine m = machine(Kind.FOUR_LEVEL, WP, 0, NXE)) {
      Set<Feature> without = EnumSet.complementOf(EnumSet.of(Feature.GBPAGES));
      m.cpu.reported(cpuid(without, 52));
      change(m, Kind.FOUR_LEVEL, 1, 0x80, 0xffff_ffff_f000L);
      assertThat(access(m, Kind.FOUR_LEVEL, READ)).isEqualTo(9);
    }
  }

  @Test
  void pse36ReachesFortyBits() {
    try (Machine m = machine(Kind.PSE, WP, 0, 0)) {
      change(m, Kind.PSE, 0, 0xab_0000L >> 3 & 0x1f_e000 | 0x0040_0000 | 0x80, 0xffff_f000L);
      long inside = Kind.PSE.linear & 0x3f_ffff;
      long high = (0xab_0000L >> 3 & 0x1f_e000) << 19;
      assertThat(m.cpu.memory.translateCode(Kind.PSE.linear)).isEqualTo(high | 0x40_0000 | inside);
      Set<Feature> without = EnumSet.complementOf(EnumSet.of(Feature.PSE36));
      m.cpu.reported(cpuid(without, 52));
      assertThat(access(m, Kind.PSE, READ)).isEqualTo(9);
      m.cpu.control.cr4(0);
      assertThat(access(m, Kind.PSE, READ)).as("no large pages: it is a table").isZero();
    }
  }

  @Test
  void supervisorModePrevention() {
    Kind kind = Kind.FOUR_LEVEL;
    try (Machine m = machine(kind, WP, SMEP | SMAP, 0)) {
      assertThat(access(m, kind, FETCH)).as("SMEP tells of fetches without NX").isEqualTo(17);
      assertThat(access(m, kind, READ)).isEqualTo(1);
      assertThat(access(m, kind, WRITE)).isEqualTo(3);
      m.cpu.flags.put(Flags.AC, true);
      m.cpu.refresh();
      assertThat(access(m, kind, READ)).isEqualTo(-1);
      assertThat(access(m, kind, WRITE)).isEqualTo(-1);
      assertThatThrownBy(() -> m.cpu.system.load(kind.linear, 8))
          .as("implicit accesses")
          .isSameAs(Abandon.FAULT);
      assertThat(m.cpu.events.faultCode()).isEqualTo(1);
      m.cpu.flags.put(Flags.AC, false);
      m.cpu.refresh();
      assertThat(access(m, kind, READ)).as("nothing is kept").isEqualTo(1);
      user(m);
      assertThat(access(m, kind, READ)).isEqualTo(-1);
      assertThat(access(m, kind, FETCH)).isEqualTo(-1);
    }
  }

  @Test
  void anImplicitAccessAtCpl3IsOneOfTheSupervisor() {
    Kind kind = Kind.FOUR_LEVEL;
    try (Machine m = machine(kind, WP, 0, 0)) {
      change(m, kind, 3, 0, 4);
      user(m);
      assertThat(m.cpu.system.load(kind.linear, 8)).isZero();
      assertThat(access(m, kind, READ)).as("nothing is kept").isEqualTo(5);
    }
  }

  @Test
  void readOnlyTablesAreWalkedAndNotMarked() {
    Kind kind = Kind.FOUR_LEVEL;
    try (Machine m = machine(kind, WP, 0, 0)) {
      for (int level = 0; level < 4; level++) {
        m.readOnly.add(TABLES + level * 0x1000L);
      }
      assertThat(access(m, kind, WRITE)).isEqualTo(-1);
      assertThat(entry(m, kind, 3) & 0x60).isZero();
      assertThat(m.written).containsExactly(PAGE);
    }
  }

  @Test
  void tablesThatAreNotRamAreNotPresent() {
    Kind kind = Kind.FOUR_LEVEL;
    try (Machine m = machine(kind, WP, 0, 0)) {
      change(m, kind, 1, 0x4000_0000L, 0xf_f000L);
      assertThat(access(m, kind, WRITE)).isEqualTo(2);
      assertThat(m.log).isEmpty();
    }
  }

  @Test
  void theRootOfPaeStaysUntilItIsLoaded() {
    try (Machine m = machine(Kind.PAE, WP, 0, 0)) {
      m.put64(Kind.PAE.slot(0), 0);
      m.cpu.flushTranslations();
      assertThat(access(m, Kind.PAE, READ)).isEqualTo(-1);
      assertThat(m.cpu.control.load.cr3(TABLES)).isTrue();
      assertThat(access(m, Kind.PAE, READ)).isZero();
      m.put64(Kind.PAE.slot(0), TABLES + 0x1000 | 3);
      assertThat(m.cpu.control.load.cr3(TABLES)).as("bit 1 is reserved").isFalse();
      m.put64(Kind.PAE.slot(0), TABLES + 0x1000 | 1);
      assertThat(m.cpu.control.load.cr3(1 << 20)).as("not in RAM").isFalse();
      assertThat(access(m, Kind.PAE, READ)).isZero();
      assertThat(m.cpu.control.load.cr4(m.cpu.control.cr4() | Control.CR4_PGE)).isTrue();
      assertThat(access(m, Kind.PAE, READ)).as("a change of PGE loads it").isEqualTo(-1);
    }
  }

  private static Feature.Cpuid cpuid(Set<Feature> features, int physicalBits) {
    return (leaf, subleaf, into) -> {
      for (int i = 0; i < 4; i++) {
        into[i] = leaf == 0x8000_0008 ? physicalBits : 0;
      }
      features.forEach(f -> f.report(leaf, into));
    };
  }
}
