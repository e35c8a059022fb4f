package io.github.kvmtck.x86;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kvmtck.x86.cpu.Control;
import io.github.kvmtck.x86.cpu.Flags;
import io.github.kvmtck.x86.cpu.Gpr;
import io.github.kvmtck.x86.cpu.Segment;
import io.github.kvmtck.x86.cpu.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Alignment checks: SDM vol. 3, 7.15, vector 17 and table 7-7. Which instructions check what,
 * silicon says ({@code SiliconTest} of the oracle); here is what it cannot show.
 */
class AlignmentTest {
  private static Protected checked(boolean wide, int cpl) {
    Protected p = Protected.of(wide).level(cpl);
    p.m.cpu.control.cr0(p.m.cpu.control.cr0() | Control.CR0_AM);
    p.m.cpu.control.cr4(p.m.cpu.control.cr4() | Control.CR4_OSFXSR);
    p.m.cpu.flags.put(Flags.AC, true);
    p.m.cpu.refresh();
    return p;
  }

  @ParameterizedTest
  @CsvSource({
    // code, the largest power of two that EBX needs not be a multiple of, or 0
    "'mov al, [ebx]',0",
    "'mov ax, [ebx]',1",
    "'mov [ebx], eax',2",
    "'add dword ptr [ebx], eax',2",
    "'lock add dword ptr [ebx], eax',2",
    "'cmpxchg8b qword ptr [ebx]',4",
    "'bound eax, [ebx]',2",
    "'fld tbyte ptr [ebx]',4",
    "'fstp tbyte ptr [ebx]',4",
    "'fnsave [ebx]',2",
    "'fnstcw word ptr [ebx]',1",
    "'movups xmm0, xmmword ptr [ebx]',8",
    "'movq xmm0, qword ptr [ebx]',4",
    "'lea eax, [ebx]',0",
    "'prefetcht0 byte ptr [ebx]',0",
  })
  void ofEachTypeOfData(String code, int misaligned) {
    for (boolean wide : new boolean[] {false, true}) {
      if (wide && code.startsWith("bound")) {
        continue;
      }
      for (int by = 1; by <= 16; by *= 2) {
        try (Protected p = checked(wide, 3)) {
          p.m.cpu.r[Gpr.RBX] = 0x9100L + by;
          p.run(code + "\n ud2");
          assertThat(p.outcome())
              .as(code + " at " + by)
              .isEqualTo(by <= misaligned ? "17(0)" : "6");
        }
      }
    }
  }

  @Test
  void onlyWhereAllAskForIt() {
    for (int without = 0; without < 4; without++) {
      try (Protected p = checked(false, without == 0 ? 0 : 3)) {
        Control control = p.m.cpu.control;
        control.cr0(without == 1 ? control.cr0() & ~Control.CR0_AM : control.cr0());
        p.m.cpu.flags.put(Flags.AC, without != 2);
        p.m.cpu.refresh();
        p.run("mov eax, [0x9101]\n ud2");
        assertThat(p.outcome()).isEqualTo(without == 3 ? "17(0)" : "6");
      }
    }
  }

  @Test
  void theFlagCountsFromTheNextInstructionOn() {
    try (Protected p = checked(true, 3)) {
      p.m.cpu.flags.put(Flags.AC, false);
      p.m.cpu.refresh();
      p.run(
          """
          mov ecx, 400
          again: mov eax, [0x9101]
          loop again
          pushfq
          or dword ptr [rsp], 0x40000
          popfq
          mov eax, [0x9101]
          """);
      assertThat(p.outcome()).isEqualTo("17(0)");
      assertThat(p.m.cpu.r[Gpr.RCX]).isZero();
    }
  }

  @Test
  void tablesOfTheSystemAreNoMattersOfUsers() {
    try (Protected p = checked(false, 3)) {
      for (int i = Protected.LAST; i >= 0; i -= 8) {
        p.m.put64(Protected.GDT + i + 1, p.m.get64(Protected.GDT + i));
      }
      p.m.cpu.control.gdtr(new Table(Protected.GDT + 1, Protected.LAST - 1));
      p.run("mov eax, 0x23\n mov ds, ax\n ud2");
      assertThat(p.outcome()).isEqualTo("6");
    }
  }

  @Test
  void theLinearAddressCounts() {
    try (Protected p = checked(false, 3)) {
      p.m.cpu.segments.set(Segment.DS, new Segment(Protected.DATA3 | 3, 1, 0xffff_ffffL, 0xc0f3));
      p.run("mov eax, [0x9103]\n mov eax, [0x9100]");
      assertThat(p.outcome()).isEqualTo("17(0)");
      assertThat(p.stack(1)).isEqualTo(Machine.CODE + 5);
    }
  }

  @Test
  void itComesBeforeThePageFaultAndBehindTheSegment() {
    try (Protected p = checked(true, 3)) {
      p.run("mov eax, [0x40000001]");
      assertThat(p.outcome()).isEqualTo("17(0)");
    }
    try (Protected p = checked(true, 3)) {
      p.run("mov rbx, 0x800000000001\n mov eax, [rbx]");
      assertThat(p.outcome()).isEqualTo("13(0)");
    }
  }
}
