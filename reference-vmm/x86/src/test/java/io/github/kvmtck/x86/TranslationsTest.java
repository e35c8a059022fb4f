package io.github.kvmtck.x86;

import static io.github.kvmtck.x86.cpu.Access.READ;
import static io.github.kvmtck.x86.cpu.Access.WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kvmtck.x86.cpu.Abandon;
import io.github.kvmtck.x86.cpu.Control;
import io.github.kvmtck.x86.cpu.Flags;
import io.github.kvmtck.x86.cpu.Segment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What is kept of translations, by whom, and when it is forgotten (SDM vol. 3, 5.10). That a stale
 * one is still used is the proof that it was kept: the tables say something else by then.
 */
class TranslationsTest {
  private static final long GLOBAL = 0x100;
  private static final long PGE = Control.CR4_PGE;
  private static final long USER = 4;
  private static final int KEPT = -1;

  private static void cpl(Machine m, int cpl) {
    m.cpu.segments.set(Segment.SS, new Segment(0x18 | cpl, 0, 0xffff_ffffL, 0xc093 | cpl << 5));
  }

  /** The page is no longer there, and nobody has said so. */
  private static void unmap(Machine m, PagingMode mode) {
    mode.entry(m, mode.levels - 1, 0);
  }

  private static void mark(Machine m, PagingMode mode, long set, long clear) {
    mode.change(m, mode.levels - 1, set, clear);
  }

  @ParameterizedTest
  @CsvSource({
    // mode, CR4.PGE, the entry's G bit, what is left of it after a load of CR3
    "LEGACY,true,true,-1",
    "PAE,true,true,-1",
    "FOUR_LEVEL,true,true,-1",
    "FOUR_LEVEL,true,false,0",
    "FOUR_LEVEL,false,true,0",
    "FIVE_LEVEL,true,false,0",
  })
  void aLoadOfCr3ForgetsWhatIsNotGlobal(PagingMode mode, boolean pge, boolean global, int after) {
    try (Machine m = mode.machine(0, pge ? PGE : 0, 0)) {
      mark(m, mode, global ? GLOBAL : 0, 0);
      assertThat(mode.access(m, READ)).isEqualTo(KEPT);
      assertThat(mode.access(m, WRITE)).isEqualTo(KEPT);
      unmap(m, mode);
      assertThat(mode.access(m, READ)).isEqualTo(KEPT);
      assertThat(m.cpu.control.load.cr3(PagingMode.TABLES)).isTrue();
      assertThat(mode.access(m, READ)).isEqualTo(after);
      assertThat(mode.access(m, WRITE)).isEqualTo(after == KEPT ? KEPT : 2);
      m.cpu.flushTranslations();
      assertThat(mode.access(m, READ)).as("everything").isZero();
    }
  }

  @Test
  void aChangeOfPgeForgetsGlobalPages() {
    PagingMode mode = PagingMode.FOUR_LEVEL;
    try (Machine m = mode.machine(0, PGE, 0)) {
      mark(m, mode, GLOBAL, 0);
      assertThat(mode.access(m, READ)).isEqualTo(KEPT);
      unmap(m, mode);
      assertThat(m.cpu.control.load.cr4(m.cpu.control.cr4() & ~PGE)).isTrue();
      assertThat(mode.access(m, READ)).isZero();
    }
  }

  /** More pages than the list of what was kept has room for, every third of them global. */
  @ParameterizedTest
  @CsvSource({"1", "12", "60"})
  void manyPages(int pages) {
    PagingMode mode = PagingMode.FOUR_LEVEL;
    try (Machine m = mode.machine(0, PGE, 0)) {
      long first = mode.linear & ~0xfffL;
      for (int i = 0; i < pages; i++) {
        m.put64(mode.slot(3) + 8L * i, PagingMode.PAGE | (i % 3 == 0 ? GLOBAL | 3 : 3));
        m.cpu.memory.load64(Segment.DS, first + 4096L * i);
      }
      for (int turn = 0; turn < 2; turn++) {
        for (int i = 0; i < pages; i++) {
          m.put64(mode.slot(3) + 8L * i, 0);
        }
        assertThat(m.cpu.control.load.cr3(PagingMode.TABLES)).isTrue();
        for (int i = 0; i < pages; i++) {
          long at = first + 4096L * i;
          if (i % 3 == 0) {
            m.cpu.memory.load64(Segment.DS, at);
          } else {
            assertThatThrownBy(() -> m.cpu.memory.load64(Segment.DS, at)).isSameAs(Abandon.FAULT);
          }
        }
      }
      m.cpu.flushTranslations();
      for (int i = 0; i < pages; i++) {
        long at = first + 4096L * i;
        assertThatThrownBy(() -> m.cpu.memory.load64(Segment.DS, at)).isSameAs(Abandon.FAULT);
      }
    }
  }

  /** An access of two pages of which the second is global says nothing of the first. */
  @Test
  void anAccessOfTwoPages() {
    PagingMode mode = PagingMode.FOUR_LEVEL;
    try (Machine m = mode.machine(0, PGE, 0)) {
      m.put64(mode.slot(3) + 8, PagingMode.PAGE | GLOBAL | 3);
      m.cpu.memory.load64(Segment.DS, (mode.linear | 0xfff) - 3);
      unmap(m, mode);
      assertThat(m.cpu.control.load.cr3(PagingMode.TABLES)).isTrue();
      assertThat(mode.access(m, READ)).isZero();
    }
  }

  @Test
  void eachLevelKeepsItsOwn() {
    PagingMode mode = PagingMode.FOUR_LEVEL;
    try (Machine m = mode.machine(0, 0, 0)) {
      mark(m, mode, 0, USER);
      assertThat(mode.access(m, WRITE)).isEqualTo(KEPT);
      assertThat(mode.access(m, READ)).isEqualTo(KEPT);
      cpl(m, 3);
      assertThat(mode.access(m, READ)).isEqualTo(5);
      assertThat(mode.access(m, WRITE)).isEqualTo(7);
      unmap(m, mode);
      assertThat(m.cpu.system.load(mode.linear, 8)).as("the supervisor's").isEqualTo(1);
      m.cpu.system.store(mode.linear, 8, 2);
      cpl(m, 0);
      assertThat(mode.access(m, READ)).isEqualTo(KEPT);
      assertThat(m.cpu.control.load.cr3(PagingMode.TABLES)).isTrue();
      cpl(m, 3);
      assertThat(mode.access(m, READ)).as("a page that is not there").isEqualTo(4);
    }
  }

  @Test
  void whatTheUserHasKeptIsForgottenFromCpl0() {
    PagingMode mode = PagingMode.FOUR_LEVEL;
    try (Machine m = mode.machine(0, 0, 0)) {
      cpl(m, 3);
      assertThat(mode.access(m, READ)).isEqualTo(KEPT);
      unmap(m, mode);
      cpl(m, 0);
      assertThat(mode.access(m, READ)).as("not kept here").isZero();
      cpl(m, 3);
      assertThat(mode.access(m, READ)).isEqualTo(KEPT);
      cpl(m, 0);
      m.cpu.flushTranslations();
      cpl(m, 3);
      assertThat(mode.access(m, READ)).isEqualTo(4);
    }
  }

  /** Under SMAP, what is kept while RFLAGS.AC is set is for then. */
  @Test
  void userPagesThatAreOpened() {
    PagingMode mode = PagingMode.FOUR_LEVEL;
    try (Machine m = mode.machine(0, Control.CR4_SMAP, 0)) {
      open(m, true);
      assertThat(mode.access(m, WRITE)).isEqualTo(KEPT);
      open(m, false);
      assertThat(mode.access(m, WRITE)).isEqualTo(3);
      cpl(m, 3);
      assertThat(mode.access(m, WRITE)).isEqualTo(KEPT);
      assertThatThrownBy(() -> m.cpu.system.load(mode.linear, 8)).isSameAs(Abandon.FAULT);
      unmap(m, mode);
      cpl(m, 0);
      open(m, true);
      assertThat(mode.access(m, WRITE)).isEqualTo(KEPT);
      assertThat(m.cpu.control.load.cr3(PagingMode.TABLES)).isTrue();
      assertThat(mode.access(m, WRITE)).isEqualTo(2);
    }
  }

  private static void open(Machine m, boolean on) {
    m.cpu.flags.put(Flags.AC, on);
    m.cpu.refresh();
  }

  /** Code, too: what one level may execute another may not. */
  @Test
  void codeIsKeptForALevel() {
    PagingMode mode = PagingMode.FOUR_LEVEL;
    try (Machine m = mode.machine(0, Control.CR4_SMEP, 0)) {
      mark(m, mode, 0, USER);
      assertThat(m.cpu.memory.codeHost(mode.linear)).isNotZero();
      cpl(m, 3);
      assertThatThrownBy(() -> m.cpu.memory.codeHost(mode.linear)).isSameAs(Abandon.FAULT);
      mark(m, mode, USER, 0);
      assertThat(m.cpu.memory.codeHost(mode.linear)).isNotZero();
      unmap(m, mode);
      assertThat(m.cpu.memory.codeHost(mode.linear)).isNotZero();
      cpl(m, 0);
      assertThatThrownBy(() -> m.cpu.memory.codeHost(mode.linear)).isSameAs(Abandon.FAULT);
      assertThat(m.cpu.control.load.cr3(PagingMode.TABLES)).isTrue();
      cpl(m, 3);
      assertThatThrownBy(() -> m.cpu.memory.codeHost(mode.linear)).isSameAs(Abandon.FAULT);
    }
  }
}
