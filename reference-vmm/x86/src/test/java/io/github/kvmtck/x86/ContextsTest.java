package io.github.kvmtck.x86;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kvmtck.x86.cpu.Control;
import io.github.kvmtck.x86.cpu.ControlLoad;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Process-context identifiers: SDM vol. 3, 5.10.1 and 5.10.4.1; vol. 2, INVPCID. */
class ContextsTest {
  private static Protected contexts() {
    Protected p = Protected.longMode();
    p.m.cpu.control.cr4(p.m.cpu.control.cr4() | Control.CR4_PCIDE);
    return p;
  }

  @Test
  void theyNeedLongModeAndBeginWithNumber0() {
    try (Protected p = Protected.mode()) {
      assertThat(p.m.cpu.control.load.cr4(Control.CR4_PCIDE)).isFalse();
    }
    try (Protected p = Protected.longMode()) {
      ControlLoad load = p.m.cpu.control.load;
      assertThat(load.cr3(Protected.TABLES | 8)).isTrue();
      assertThat(load.cr4(Control.CR4_PAE | Control.CR4_PCIDE)).isFalse();
      assertThat(load.cr3(Protected.TABLES)).isTrue();
      assertThat(load.cr4(Control.CR4_PAE | Control.CR4_PCIDE)).isTrue();
    }
  }

  @Test
  void pagingCannotBeLeftWithThem() {
    for (boolean on : new boolean[] {false, true}) {
      try (Protected p = on ? contexts() : Protected.longMode()) {
        assertThat(p.raised(() -> p.m.cpu.far.jump(Protected.CODE16, 0x5000))).isEqualTo("none");
        assertThat(p.m.cpu.control.load.cr0(Control.CR0_PE)).isEqualTo(!on);
      }
    }
  }

  @Test
  void bit63OfCr3IsForTheProcessorOnly() {
    try (Protected p = contexts()) {
      assertThat(p.m.cpu.control.load.cr3(1L << 63 | Protected.TABLES | 5)).isTrue();
      assertThat(p.m.cpu.control.cr3()).isEqualTo(Protected.TABLES | 5);
    }
    try (Protected p = Protected.longMode()) {
      assertThat(p.m.cpu.control.load.cr3(1L << 63 | Protected.TABLES)).isFalse();
    }
  }

  @ParameterizedTest
  @CsvSource({
    // CR4.PCIDE, type, first and second quadword of the descriptor, outcome
    "true,0,5,0x1234,6",
    "true,0,5,0x800000000000,13(0)",
    "true,1,5,0x800000000000,6",
    "true,1,0x1000,0,13(0)",
    "true,2,0x1000,0,13(0)",
    "true,2,5,0,6",
    "true,3,0,0,6",
    "true,4,0,0,13(0)",
    "false,0,0,0x1234,6",
    "false,0,5,0x1234,13(0)",
    "false,1,5,0,13(0)",
    "false,2,5,0,6",
    "false,3,0,0,6",
  })
  void invalidation(boolean on, long type, String context, String address, String outcome) {
    try (Protected p = on ? contexts() : Protected.longMode()) {
      p.m.put64(0x9100, Long.decode(context));
      p.m.put64(0x9108, Long.decode(address));
      p.run("mov rcx, %d\n invpcid rcx, [0x9100]\n ud2".formatted(type));
      assertThat(p.outcome()).isEqualTo(outcome);
    }
  }

  @Test
  void whatWasTranslatedIsForgotten() {
    try (Protected p = contexts()) {
      p.m.put64(Protected.TABLES + 0x2000, 0x83);
      p.m.put64(Protected.TABLES + 0x1000 + 8, Protected.TABLES + 0x2000 | 7);
      p.m.put64(Protected.TABLES + 0x2000, 0x83);
      p.run(
          """
          mov al, [0x40009000]
          mov qword ptr [0x12000], 0
          mov ecx, 3
          invpcid rcx, [0x9100]
          mov al, [0x40009000]
          """);
      assertThat(p.outcome()).isEqualTo("14(0)");
    }
  }

  @Test
  void onlyAtLevel0() {
    try (Protected p = contexts().level(3)) {
      p.run("invpcid rcx, [0x9100]");
      assertThat(p.outcome()).isEqualTo("13(0)");
    }
  }
}
