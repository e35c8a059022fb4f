package io.github.kvmtck.x86;

import static io.github.kvmtck.x86.PagingMode.PAGE;
import static io.github.kvmtck.x86.cpu.Access.WRITE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kvmtck.x86.cpu.Control;
import io.github.kvmtck.x86.cpu.Segment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** RAM that this process cannot map is RAM to the processor: it holds tables, code and data. */
class CopiedMemoryTest {

  @ParameterizedTest
  @EnumSource
  void aWalkFindsThePageAndMarksItsEntries(PagingMode mode) {
    try (Machine m = mode.machine(Control.CR0_WP, 0, Control.EFER_NXE)) {
      m.copying = true;
      m.cpu.flushTranslations();
      m.put64(PAGE + 0x678, 0x1122_3344_5566_7788L);
      assertThat(m.cpu.memory.load64(Segment.DS, mode.linear)).isEqualTo(0x1122_3344_5566_7788L);
      assertThat(mode.entry(m, mode.levels - 1) & 0x60).isEqualTo(0x20);
      assertThat(mode.access(m, WRITE)).isEqualTo(-1);
      assertThat(mode.entry(m, mode.levels - 1) & 0x60).isEqualTo(0x60);
    }
  }

  @Test
  void theRootOfPaeIsReadWhereItIsLoaded() {
    PagingMode mode = PagingMode.PAE;
    try (Machine m = mode.machine(Control.CR0_WP, 0, 0)) {
      m.copying = true;
      assertThat(m.cpu.control.load.root(PagingMode.TABLES)).isTrue();
      m.put64(PagingMode.TABLES, 0x1e7);
      assertThat(m.cpu.control.load.root(PagingMode.TABLES)).as("reserved bits").isFalse();
    }
  }

  @Test
  void codeRunsAndLockedInstructionsExchange() {
    // lock inc word [0x2000]; lock cmpxchg [0x2002], cx; hlt
    try (Machine m = Machine.realMode("f0 ff 06 00 20 f0 0f b1 0e 02 20 f4")) {
      m.copying = true;
      m.put64(0x2000, 0x1234_00ff);
      m.cpu.r[0] = 0x1234;
      m.cpu.r[1] = 0x5678;
      assertThat(m.run(10)).isEqualTo(Stop.HALTED);
      assertThat(m.get64(0x2000)).isEqualTo(0x5678_0100);
      assertThat(m.log).isEmpty();
    }
  }
}
