package io.github.kvmtck.x86;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kvmtck.x86.cpu.Flags;
import io.github.kvmtck.x86.cpu.Gpr;
import io.github.kvmtck.x86.cpu.Mode;
import io.github.kvmtck.x86.cpu.Segment;
import java.lang.foreign.ValueLayout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Far jumps, calls and returns with every check: SDM vol. 2, JMP, CALL, RET, IRET. */
class FarTransferTest {
  @ParameterizedTest
  @CsvSource({
    // CPL, selector, outcome of a JMP and of a CALL there
    "0,0x08,none",
    "3,0x18,none",
    "3,0x1b,none",
    "0,0x00,13(0)",
    "0,0x10,13(10)", // data
    "0,0x18,13(18)", // an outer level
    "3,0x08,13(8)", // an inner one
    "0,0x0b,13(8)", // RPL above DPL
    "3,0x48,none", // conforming
    "0,0x98,11(98)",
    "0,0xc8,13(c8)",
    "0,0x30,13(30)", // a system descriptor without a type
    "0,0xa0,11(a0)",
    "3,0x70,13(70)", // a TSS of DPL 0
  })
  void codeSegments(int cpl, String selector, String outcome) {
    for (boolean call : new boolean[] {false, true}) {
      try (Protected p = Protected.mode().level(cpl)) {
        p.m.cpu.rip = 0x1000;
        int chosen = Integer.decode(selector);
        Runnable transfer =
            call
                ? () -> p.m.cpu.far.call(chosen, 0x5000, 32)
                : () -> p.m.cpu.far.jump(chosen, 0x5000);
        assertThat(p.raised(transfer)).isEqualTo(outcome);
        if (outcome.equals("none")) {
          assertThat(p.m.cpu.segments.selector(Segment.CS)).isEqualTo(chosen & ~3 | cpl);
          assertThat(p.m.cpu.segments.cpl()).isEqualTo(cpl);
          assertThat(p.m.cpu.rip).isEqualTo(0x5000);
        } else {
          assertThat(p.m.cpu.rip).isEqualTo(0x1000);
        }
      }
    }
  }

  @Test
  void aTargetBeyondTheSegmentFaults() {
    try (Protected p = Protected.mode()) {
      assertThat(p.raised(() -> p.m.cpu.far.jump(Protected.CODE16, 0x10000))).isEqualTo("13(0)");
      assertThat(p.m.cpu.segments.selector(Segment.CS)).isEqualTo(Protected.CODE0);
    }
  }

  @Test
  void aCallGateToTheSameLevelPushesTheReturnAddress() {
    try (Protected p = Protected.mode()) {
      p.at(0x7000, 32, "retf").run("call 0x80:0\n hlt");
      assertThat(p.vector()).isEqualTo(-1);
      assertThat(p.m.cpu.rip).isEqualTo(0x1008);
      assertThat(p.m.cpu.r[Gpr.RSP]).isEqualTo(Protected.STACK0 - 0x800);
    }
  }

  @Test
  void aCallGateToAnInnerLevelSwitchesStacksAndCopiesParameters() {
    try (Protected p = Protected.mode().level(3)) {
      p.at(0x7000, 32, "hlt\n retf 8");
      p.run("push 0x1111\n push 0x2222\n call 0x83:0\n int3");
      assertThat(p.m.cpu.rip).isEqualTo(0x7001);
      assertThat(p.m.cpu.segments.cpl()).isZero();
      assertThat(p.m.cpu.segments.selector(Segment.CS)).isEqualTo(Protected.CODE0);
      assertThat(p.m.cpu.segments.selector(Segment.SS)).isEqualTo(Protected.DATA0);
      assertThat(p.m.cpu.r[Gpr.RSP]).isEqualTo(Protected.STACK0 - 6 * 4);
      assertThat(p.stack(1)).as("CS").isEqualTo(Protected.CODE3 | 3);
      assertThat(p.stack(2)).isEqualTo(0x2222);
      assertThat(p.stack(3)).isEqualTo(0x1111);
      assertThat(p.stack(4)).as("ESP").isEqualTo(Protected.STACK3 - 8);
      assertThat(p.stack(5)).as("SS").isEqualTo(Protected.DATA3 | 3);
      p.go();
      assertThat(p.outcome()).as("INT3 through a gate of DPL 0").isEqualTo("13(1a)");
      assertThat(p.stack(4)).as("parameters released").isEqualTo(Protected.STACK3);
    }
  }

  @Test
  void aReturnToAnOuterLevelForgetsInnerSegments() {
    try (Protected p = Protected.mode()) {
      p.m.cpu.segments.load(Segment.GS, Protected.CONFORMING);
      p.m.cpu.segments.load(Segment.FS, Protected.DATA3);
      p.at(0x5000, 32, "hlt");
      p.run("push 0x23\n push 0x9000\n push 0x1b\n push 0x5000\n retf");
      assertThat(p.outcome()).as("HLT at CPL 3").isEqualTo("13(0)");
      assertThat(p.stack(1)).isEqualTo(0x5000);
      assertThat(p.stack(2)).isEqualTo(0x1b);
      assertThat(p.stack(4)).isEqualTo(0x9000);
      assertThat(p.m.cpu.segments.selector(Segment.DS)).as("DS of DPL 0").isZero();
      assertThat(p.m.cpu.segments.selector(Segment.FS)).isEqualTo(Protected.DATA3);
      assertThat(p.m.cpu.segments.selector(Segment.GS)).isEqualTo(Protected.CONFORMING);
    }
  }

  @ParameterizedTest
  @CsvSource({
    // CS, SS, outcome of a return from CPL 0 by RETF and by IRET
    "0x08,0,none",
    "0x00,0,13(0)",
    "0x10,0,13(10)",
    "0x18,0,13(18)", // RPL 0, DPL 3
    "0x1b,0x23,none",
    "0x1b,0x00,13(0)",
    "0x1b,0x20,13(20)",
    "0x1b,0x13,13(10)",
    "0x4b,0x23,none", // conforming, to an outer level
    "0x98,0,11(98)",
    "0x0b,0x23,13(8)", // nonconforming of DPL 0 with RPL 3
  })
  void returns(String cs, String ss, String outcome) {
    for (boolean interrupt : new boolean[] {false, true}) {
      try (Protected p = Protected.mode()) {
        p.m.cpu.rip = 0x1000;
        p.m.cpu.stack.pushAll(32, Integer.decode(ss), 0x9000);
        if (interrupt) {
          p.m.cpu.stack.push(32, 2);
        }
        p.m.cpu.stack.pushAll(32, Integer.decode(cs), 0x5000);
        Runnable back =
            interrupt ? () -> p.m.cpu.returns.iret(32) : () -> p.m.cpu.returns.ret(32, 0);
        assertThat(p.raised(back)).isEqualTo(outcome);
        assertThat(p.m.cpu.rip).isEqualTo(outcome.equals("none") ? 0x5000 : 0x1000);
        int level = Integer.decode(cs) & 3;
        assertThat(p.m.cpu.segments.cpl()).isEqualTo(outcome.equals("none") ? level : 0);
      }
    }
  }

  @Test
  void aReturnToAnInnerLevelFaults() {
    try (Protected p = Protected.mode().level(3)) {
      p.m.cpu.stack.pushAll(32, Protected.CODE0, 0x5000);
      assertThat(p.raised(() -> p.m.cpu.returns.ret(32, 0))).isEqualTo("13(8)");
    }
  }

  @Test
  void iretTakesFlagsAsTheLevelAllows() {
    try (Protected p = Protected.mode()) {
      p.at(0x5000, 32, "push 0x3202\n popf\n cli\n pushf\n pop eax\n int3");
      p.run("push 0x23\n push 0x9000\n push 0x202\n push 0x1b\n push 0x5000\n iret");
      assertThat(p.outcome()).as("CLI with IOPL 0: POPF has not set it").isEqualTo("13(0)");
      assertThat(p.stack(3) & (Flags.IOPL | Flags.IF)).isEqualTo(Flags.IF);
    }
  }

  @Test
  void longModeHasNeitherTaskGatesNorTasks() {
    try (Protected p = Protected.longMode()) {
      assertThat(p.raised(() -> p.m.cpu.far.jump(Protected.OTHER_TASK, 0))).isEqualTo("13(70)");
      assertThat(p.raised(() -> p.m.cpu.far.jump(0x90, 0))).isEqualTo("13(90)");
    }
  }

  @Test
  void aCallGateOfLongModePushesEightBytesEach() {
    try (Protected p = Protected.longMode().level(3)) {
      p.at(0x7000, 64, "hlt");
      p.m.ram.set(ValueLayout.JAVA_LONG_UNALIGNED, 0x5000, 0x0083_0000_0000L);
      p.run("call fword ptr [0x5000]");
      assertThat(p.m.cpu.rip).isEqualTo(0x7001);
      assertThat(p.m.cpu.segments.selector(Segment.SS)).as("null").isZero();
      assertThat(p.m.cpu.segments.cpl()).isZero();
      assertThat(p.stack(1)).isEqualTo(Protected.CODE3 | 3);
      assertThat(p.stack(2)).isEqualTo(Protected.STACK3);
      assertThat(p.stack(3)).isEqualTo(Protected.DATA3 | 3);
    }
  }

  @Test
  void compatibilityCodeComesAndGoes() {
    try (Protected p = Protected.longMode()) {
      p.put(Protected.CODE16, 0x00cf_9b00_0000_ffffL);
      p.at(0x5000, 32, "mov eax, 1\n jmp 8:0x5100").at(0x5100, 64, "mov r8, rax\n hlt");
      p.m.ram.set(ValueLayout.JAVA_LONG_UNALIGNED, 0x5800, 0x00b8_0000_5000L);
      p.run("jmp fword ptr [0x5800]");
      assertThat(p.vector()).isEqualTo(-1);
      assertThat(p.m.cpu.r[8]).isEqualTo(1);
      assertThat(p.m.cpu.control.mode()).isEqualTo(Mode.LONG_64);
    }
  }

  @Test
  void aSegmentThatIsBoth64And32BitFaults() {
    try (Protected p = Protected.longMode()) {
      p.put(Protected.CODE16, 0x00ef_9b00_0000_ffffL);
      assertThat(p.raised(() -> p.m.cpu.far.jump(Protected.CODE16, 0x5000))).isEqualTo("13(b8)");
      assertThat(p.raised(() -> p.m.cpu.far.jump(Protected.CODE0, 1L << 60))).isEqualTo("13(0)");
    }
  }

  @Test
  void virtual8086ModeAndBack() {
    try (Protected p = Protected.mode()) {
      p.at(0x5000, 16, "mov ax, 0x1234\n mov ds, ax\n mov [0x10], ax\n int 0x20\n hlt");
      p.gate(0x20, Protected.CODE0, Protected.HANDLERS + 0x20, 0xee);
      String frame =
          "push 1\n push 2\n push 3\n push 4\n push 0x300\n push 0x9000\n push 0x23002\n";
      p.run(frame + "push 0x500\n push 0\n iret");
      assertThat(p.outcome()).isEqualTo("32");
      assertThat(p.m.get64(0x12350) & 0xffff).isEqualTo(0x1234);
      assertThat(p.m.cpu.control.mode()).isEqualTo(Mode.PROTECTED);
      assertThat(p.stack(1)).as("CS").isEqualTo(0x500);
      assertThat(p.stack(2) & Flags.VM).isEqualTo(Flags.VM);
      assertThat(p.stack(4)).as("SS").isEqualTo(0x300);
      assertThat(p.stack(5)).as("ES").isEqualTo(4);
      assertThat(p.stack(6)).as("DS").isEqualTo(0x1234);
      assertThat(p.stack(8)).as("GS").isEqualTo(1);
      assertThat(p.m.cpu.segments.selector(Segment.DS)).isZero();
    }
  }

  @Test
  void virtual8086ModeWithoutIoplMayNeitherIntNorCli() {
    for (String code : new String[] {"int 0x20", "cli", "sti", "pushf", "popf", "iret"}) {
      try (Protected p = Protected.mode()) {
        p.at(0x5000, 16, code);
        String frame = "push 1\n push 2\n push 3\n push 4\n push 0x300\n push 0x100\n";
        p.run(frame + "push 0x20002\n push 0x500\n push 0\n iret");
        assertThat(p.outcome()).as(code).isEqualTo("13(0)");
      }
    }
  }
}
