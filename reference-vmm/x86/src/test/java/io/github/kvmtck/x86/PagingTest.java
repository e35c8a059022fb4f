package io.github.kvmtck.x86;

import static io.github.kvmtck.x86.PagingMode.PAGE;
import static io.github.kvmtck.x86.PagingMode.TABLES;
import static io.github.kvmtck.x86.cpu.Access.FETCH;
import static io.github.kvmtck.x86.cpu.Access.READ;
import static io.github.kvmtck.x86.cpu.Access.WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kvmtck.x86.cpu.Abandon;
import io.github.kvmtck.x86.cpu.Control;
import io.github.kvmtck.x86.cpu.Feature;
import io.github.kvmtck.x86.cpu.Flags;
import io.github.kvmtck.x86.cpu.Segment;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Page walks of every paging mode: SDM vol. 3, chapter 5. */
class PagingTest {
  private static final long WP = Control.CR0_WP;
  private static final long NXE = Control.EFER_NXE;
  private static final long SMEP = Control.CR4_SMEP;
  private static final long SMAP = Control.CR4_SMAP;

  private static void user(Machine m) {
    m.cpu.segments.set(Segment.SS, new Segment(0x1b, 0, 0xffff_ffffL, 0xc0f3));
  }

  @ParameterizedTest
  @CsvSource({"LEGACY", "PSE", "PAE", "FOUR_LEVEL", "FIVE_LEVEL"})
  void aWalkFindsThePageAndMarksItsEntries(PagingMode mode) {
    try (Machine m = mode.machine(WP, 0, NXE)) {
      m.put64(PAGE + 0x678, 0x1122_3344_5566_7788L);
      assertThat(m.cpu.memory.load64(Segment.DS, mode.linear)).isEqualTo(0x1122_3344_5566_7788L);
      int first = mode == PagingMode.PAE ? 1 : 0;
      for (int level = first; level < mode.levels; level++) {
        assertThat(mode.entry(m, level) & 0x60).as("level " + level).isEqualTo(0x20);
      }
      m.written.clear();
      assertThat(mode.access(m, WRITE)).isEqualTo(-1);
      assertThat(mode.entry(m, mode.levels - 1) & 0x60).isEqualTo(0x60);
      assertThat(mode.entry(m, mode.levels - 2) & 0x60).as("a table").isEqualTo(0x20);
      assertThat(m.written).containsExactly(PAGE, TABLES + (mode.levels - 1) * 0x1000L);
    }
  }

  @ParameterizedTest
  @CsvSource({"LEGACY", "PAE", "FOUR_LEVEL", "FIVE_LEVEL"})
  void anEntryThatIsNotPresentFaultsAndNothingIsMarked(PagingMode mode) {
    for (int level = 0; level < mode.levels; level++) {
      try (Machine m = mode.machine(WP, 0, NXE)) {
        mode.change(m, level, 0, 1);
        assertThat(mode.access(m, READ)).isZero();
        assertThat(mode.access(m, WRITE)).isEqualTo(2);
        assertThat(mode.access(m, FETCH)).isEqualTo(mode.wide() ? 16 : 0);
        user(m);
        assertThat(mode.access(m, READ)).isEqualTo(4);
        assertThat(mode.access(m, WRITE)).isEqualTo(6);
        assertThat(m.written).isEmpty();
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"LEGACY", "PAE", "FOUR_LEVEL", "FIVE_LEVEL"})
  void rightsAreThoseOfEveryLevel(PagingMode mode) {
    for (int level = mode == PagingMode.PAE ? 1 : 0; level < mode.levels; level++) {
      try (Machine m = mode.machine(WP, 0, NXE)) {
        mode.change(m, level, 0, 2);
        assertThat(mode.access(m, WRITE)).isEqualTo(3);
        m.cpu.control.cr0(m.cpu.control.cr0() & ~WP);
        assertThat(mode.access(m, WRITE)).as("CR0.WP is clear").isEqualTo(-1);
        user(m);
        assertThat(mode.access(m, WRITE)).as("for users it counts").isEqualTo(7);
        mode.change(m, level, 2, 4);
        assertThat(mode.access(m, READ)).isEqualTo(5);
        assertThat(mode.access(m, FETCH)).isEqualTo(mode.wide() ? 21 : 5);
        if (mode.wide()) {
          mode.change(m, level, 4 | 1L << 63, 0);
          assertThat(mode.access(m, READ)).isEqualTo(-1);
          assertThat(mode.access(m, FETCH)).isEqualTo(21);
          m.cpu.control.efer(m.cpu.control.efer() & ~NXE);
          assertThat(mode.access(m, READ)).as("bit 63 is reserved").isEqualTo(13);
          assertThat(mode.access(m, FETCH)).as("and no fetch is told of").isEqualTo(13);
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    // mode, level, bit, width of physical addresses, whether it is reserved
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
  void reservedBits(PagingMode mode, int level, int bit, int width, boolean reserved) {
    try (Machine m = mode.machine(WP, 0, NXE)) {
      m.cpu.reported(cpuid(EnumSet.allOf(Feature.class), width));
      long large = mode == PagingMode.PSE && level == 0 ? 0x80 : 0;
      mode.change(m, level, 1L << bit | large, large == 0 ? 0 : 0xffff_f000L);
      if (reserved) {
        assertThat(mode.access(m, READ)).isEqualTo(9);
        user(m);
        assertThat(mode.access(m, WRITE)).isEqualTo(15);
      } else {
        assertThat(mode.access(m, FETCH)).isIn(-1, 16);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    // mode, level, lowest reserved bit below the frame, size of the page
    "PAE,1,13,21",
    "FOUR_LEVEL,2,13,21",
    "FOUR_LEVEL,1,13,30",
    "FOUR_LEVEL,1,29,30",
    "FIVE_LEVEL,2,29,30",
  })
  void largePages(PagingMode mode, int level, int bit, int shift) {
    try (Machine m = mode.machine(WP, 0, NXE)) {
      long frame = 3L << shift;
      mode.change(m, level, frame | 0x80, 0xffff_ffff_f000L);
      long inside = mode.linear & (1L << shift) - 1;
      assertThat(m.cpu.memory.translateCode(mode.linear)).isEqualTo(frame | inside);
      mode.change(m, level, 1L << bit, 0);
      assertThat(mode.access(m, READ)).isEqualTo(9);
    }
  }

  @Test
  void withoutGigabytePagesTheirBitIsReserved() {
    try (Machine m = PagingMode.FOUR_LEVEL.machine(WP, 0, NXE)) {
      Set<Feature> without = EnumSet.complementOf(EnumSet.of(Feature.GBPAGES));
      m.cpu.reported(cpuid(without, 52));
      PagingMode.FOUR_LEVEL.change(m, 1, 0x80, 0xffff_ffff_f000L);
      assertThat(PagingMode.FOUR_LEVEL.access(m, READ)).isEqualTo(9);
    }
  }

  @Test
  void pse36ReachesFortyBits() {
    try (Machine m = PagingMode.PSE.machine(WP, 0, 0)) {
      PagingMode.PSE.change(m, 0, 0xab_0000L >> 3 & 0x1f_e000 | 0x0040_0000 | 0x80, 0xffff_f000L);
      long inside = PagingMode.PSE.linear & 0x3f_ffff;
      long high = (0xab_0000L >> 3 & 0x1f_e000) << 19;
      assertThat(m.cpu.memory.translateCode(PagingMode.PSE.linear))
          .isEqualTo(high | 0x40_0000 | inside);
      Set<Feature> without = EnumSet.complementOf(EnumSet.of(Feature.PSE36));
      m.cpu.reported(cpuid(without, 52));
      assertThat(PagingMode.PSE.access(m, READ)).isEqualTo(9);
      m.cpu.control.cr4(0);
      assertThat(PagingMode.PSE.access(m, READ)).as("no large pages: it is a table").isZero();
    }
  }

  @Test
  void supervisorModePrevention() {
    PagingMode mode = PagingMode.FOUR_LEVEL;
    try (Machine m = mode.machine(WP, SMEP | SMAP, 0)) {
      assertThat(mode.access(m, FETCH)).as("SMEP tells of fetches without NX").isEqualTo(17);
      assertThat(mode.access(m, READ)).isEqualTo(1);
      assertThat(mode.access(m, WRITE)).isEqualTo(3);
      m.cpu.flags.put(Flags.AC, true);
      m.cpu.refresh();
      assertThat(mode.access(m, READ)).isEqualTo(-1);
      assertThat(mode.access(m, WRITE)).isEqualTo(-1);
      assertThatThrownBy(() -> m.cpu.system.load(mode.linear, 8))
          .as("implicit accesses")
          .isSameAs(Abandon.FAULT);
      assertThat(m.cpu.events.faultCode()).isEqualTo(1);
      m.cpu.flags.put(Flags.AC, false);
      m.cpu.refresh();
      assertThat(mode.access(m, READ)).as("nothing is kept").isEqualTo(1);
      user(m);
      assertThat(mode.access(m, READ)).isEqualTo(-1);
      assertThat(mode.access(m, FETCH)).isEqualTo(-1);
    }
  }

  @Test
  void anImplicitAccessAtCpl3IsOneOfTheSupervisor() {
    PagingMode mode = PagingMode.FOUR_LEVEL;
    try (Machine m = mode.machine(WP, 0, 0)) {
      mode.change(m, 3, 0, 4);
      user(m);
      assertThat(m.cpu.system.load(mode.linear, 8)).isZero();
      assertThat(mode.access(m, READ)).as("nothing is kept").isEqualTo(5);
    }
  }

  @Test
  void readOnlyTablesAreWalkedAndNotMarked() {
    PagingMode mode = PagingMode.FOUR_LEVEL;
    try (Machine m = mode.machine(WP, 0, 0)) {
      for (int level = 0; level < 4; level++) {
        m.readOnly.add(TABLES + level * 0x1000L);
      }
      assertThat(mode.access(m, WRITE)).isEqualTo(-1);
      assertThat(mode.entry(m, 3) & 0x60).isZero();
      assertThat(m.written).containsExactly(PAGE);
    }
  }

  @Test
  void tablesThatAreNotRamAreNotPresent() {
    PagingMode mode = PagingMode.FOUR_LEVEL;
    try (Machine m = mode.machine(WP, 0, 0)) {
      mode.change(m, 1, 0x4000_0000L, 0xf_f000L);
      assertThat(mode.access(m, WRITE)).isEqualTo(2);
      assertThat(m.log).isEmpty();
    }
  }

  @Test
  void theRootOfPaeStaysUntilItIsLoaded() {
    try (Machine m = PagingMode.PAE.machine(WP, 0, 0)) {
      m.put64(PagingMode.PAE.slot(0), 0);
      m.cpu.flushTranslations();
      assertThat(PagingMode.PAE.access(m, READ)).isEqualTo(-1);
      assertThat(m.cpu.control.load.cr3(TABLES)).isTrue();
      assertThat(PagingMode.PAE.access(m, READ)).isZero();
      m.put64(PagingMode.PAE.slot(0), TABLES + 0x1000 | 3);
      assertThat(m.cpu.control.load.cr3(TABLES)).as("bit 1 is reserved").isFalse();
      m.put64(PagingMode.PAE.slot(0), TABLES + 0x1000 | 1);
      assertThat(m.cpu.control.load.cr3(1 << 20)).as("not in RAM").isFalse();
      assertThat(PagingMode.PAE.access(m, READ)).isZero();
      assertThat(m.cpu.control.load.cr4(m.cpu.control.cr4() | Control.CR4_PGE)).isTrue();
      assertThat(PagingMode.PAE.access(m, READ)).as("a change of PGE loads it").isEqualTo(-1);
    }
  }

  private static Feature.Cpuid cpuid(Set<Feature> features, int physicalBits) {
    return (leaf, subleaf, into) -> {
      for (int i = 0; i < 4; i++) {
        into[i] = leaf == 0x8000_0008 ? physicalBits : 0;
      }
      features.forEach(f -> f.report(leaf, subleaf, into));
    };
  }
}
