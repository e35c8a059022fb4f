package io.github.kvmtck.x86;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kvmtck.x86.cpu.Control;
import io.github.kvmtck.x86.cpu.Events;
import io.github.kvmtck.x86.cpu.Flags;
import io.github.kvmtck.x86.cpu.Gpr;
import io.github.kvmtck.x86.cpu.Mode;
import io.github.kvmtck.x86.cpu.Segment;
import io.github.kvmtck.x86.cpu.Vector;
import java.lang.foreign.ValueLayout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Task switches: SDM vol. 3, chapter 9. */
class TaskSwitchTest {
  private static final long OTHER = Protected.OTHER_TSS;

  private static void field(Protected p, long offset, int value) {
    p.m.ram.set(ValueLayout.JAVA_INT_UNALIGNED, offset, value);
  }

  private static int field(Protected p, long offset) {
    return p.m.ram.get(ValueLayout.JAVA_INT_UNALIGNED, offset);
  }

  /** A machine whose other task halts at 0x5000 on a stack of its own. */
  private static Protected machine() {
    Protected p = Protected.mode();
    field(p, OTHER + 0x20, 0x5000);
    field(p, OTHER + 0x24, 2);
    for (int i = 0; i < 8; i++) {
      field(p, OTHER + 0x28 + 4L * i, i == Gpr.RSP ? 0xb000 : 0x100 + i);
    }
    for (int i = 0; i < 6; i++) {
      field(p, OTHER + 0x48 + 4L * i, i == Segment.CS ? Protected.CODE0 : Protected.DATA0);
    }
    p.at(0x5000, 32, "hlt\n iret\n hlt");
    return p;
  }

  private static int type(Protected p, int selector) {
    return (int) (p.m.get64(Protected.GDT + selector) >>> 40) & 0xf;
  }

  @Test
  void aJumpSavesAndLoadsEverything() {
    try (Protected p = machine()) {
      p.put(Protected.TASK, p.m.get64(Protected.GDT + Protected.TASK) | 2L << 40);
      p.m.cpu.debug.dr7(0x7ff);
      p.run("mov ebx, 0x12345678\n std\n jmp 0x70:0x99\n ud2");
      assertThat(p.m.cpu.rip).isEqualTo(0x5001);
      assertThat(p.m.cpu.r[Gpr.RBX]).isEqualTo(0x103);
      assertThat(p.m.cpu.r[Gpr.RSP]).isEqualTo(0xb000);
      assertThat(p.m.cpu.segments.selector(Segment.TR)).isEqualTo(0x70);
      assertThat(p.m.cpu.segments.base(Segment.TR)).isEqualTo(OTHER);
      assertThat(p.m.cpu.control.cr0() & Control.CR0_TS).isNotZero();
      assertThat(p.m.cpu.debug.dr7()).as("local breakpoints").isEqualTo(0x6aa);
      assertThat(type(p, Protected.TASK)).as("available").isEqualTo(9);
      assertThat(type(p, 0x70)).as("busy").isEqualTo(11);
      assertThat(field(p, Protected.TSS + 0x20)).as("EIP behind the JMP").isEqualTo(0x100d);
      assertThat(field(p, Protected.TSS + 0x34)).isEqualTo(0x12345678);
      assertThat(field(p, Protected.TSS + 0x24)).isEqualTo(Flags.DF | 2);
      assertThat(field(p, Protected.TSS + 0x4c)).isEqualTo(Protected.CODE0);
      assertThat(p.m.cpu.flags.has(Flags.NT)).isFalse();
    }
  }

  @Test
  void aCallNestsAndIretReturns() {
    try (Protected p = machine()) {
      p.put(Protected.TASK, p.m.get64(Protected.GDT + Protected.TASK) | 2L << 40);
      p.run("mov ecx, 7\n call 0x70:0\n hlt\n ud2");
      assertThat(p.m.cpu.rip).isEqualTo(0x5001);
      assertThat(p.m.cpu.flags.has(Flags.NT)).isTrue();
      assertThat(field(p, OTHER) & 0xffff).as("the link").isEqualTo(Protected.TASK);
      assertThat(type(p, Protected.TASK)).as("still busy").isEqualTo(11);
      p.go();
      assertThat(p.m.cpu.rip).isEqualTo(0x100d);
      assertThat(p.m.cpu.r[Gpr.RCX]).isEqualTo(7);
      assertThat(p.m.cpu.segments.selector(Segment.TR)).isEqualTo(Protected.TASK);
      assertThat(type(p, 0x70)).isEqualTo(9);
      assertThat(field(p, OTHER + 0x20)).as("it goes on behind its IRET").isEqualTo(0x5002);
      assertThat(field(p, OTHER + 0x24) & Flags.NT).isZero();
    }
  }

  @Test
  void anExceptionThroughATaskGateBringsItsErrorCode() {
    try (Protected p = machine()) {
      p.gate(Vector.GP, Protected.OTHER_TASK, 0, 0x85);
      p.run("mov ax, 0xf8\n mov ds, ax");
      assertThat(p.m.cpu.rip).isEqualTo(0x5001);
      assertThat(p.stack(0)).isEqualTo(0xf8);
      assertThat(p.m.cpu.r[Gpr.RSP]).isEqualTo(0xaffc);
      assertThat(field(p, Protected.TSS + 0x20)).as("at the MOV").isEqualTo(0x1004);
      assertThat(field(p, Protected.TSS + 0x24) & Flags.RF).isNotZero();
    }
  }

  @ParameterizedTest
  @CsvSource({
    // what is wrong with the new TSS or its gate, outcome of a JMP, and whether it has happened
    "busy,13(70),false",
    "small,10(70),false",
    "absent,11(70),false",
    "gate to data,13(10),false",
    "gate to the LDT,13(c),false",
    "code is data,10(10),true",
    "code is absent,11(98),true",
    "stack is code,10(8),true",
    "stack is absent,12(50),true",
    "data is absent,11(50),true",
    "table is none,10(10),true",
  })
  void checks(String wrong, String outcome, boolean happened) {
    try (Protected p = machine()) {
      int selector = wrong.startsWith("gate") ? Protected.TASK_GATE : Protected.OTHER_TASK;
      long task = p.m.get64(Protected.GDT + Protected.OTHER_TASK);
      switch (wrong) {
        case "busy" -> p.put(selector, task | 2L << 40);
        case "small" -> p.put(selector, task & ~0xffffL | 0x66);
        case "absent" -> p.put(selector, task & ~(1L << 47));
        case "gate to data" -> p.gate(Protected.GDT + selector, Protected.DATA0, 0, 0x85, 0);
        case "gate to the LDT" -> p.gate(Protected.GDT + selector, 0x0c, 0, 0x85, 0);
        case "code is data" -> field(p, OTHER + 0x4c, Protected.DATA0);
        case "code is absent" -> field(p, OTHER + 0x4c, Protected.ABSENT_CODE);
        case "stack is code" -> field(p, OTHER + 0x50, Protected.CODE0);
        case "stack is absent" -> field(p, OTHER + 0x50, Protected.ABSENT_DATA);
        case "data is absent" -> field(p, OTHER + 0x54, Protected.ABSENT_DATA);
        default -> field(p, OTHER + 0x60, Protected.DATA0);
      }
      p.m.cpu.rip = 0x1000;
      String raised = p.raised(() -> p.m.cpu.far.jump(selector, 0));
      p.m.cpu.events.takeFollowing();
      Events events = p.m.cpu.events;
      String pending = "%d(%x)".formatted(events.pendingVector(), events.pendingCode());
      assertThat(happened ? pending : raised).isEqualTo(outcome);
      assertThat(p.m.cpu.rip).isEqualTo(happened ? 0x5000 : 0x1000);
      int running = happened ? Protected.OTHER_TASK : Protected.TASK;
      assertThat(p.m.cpu.segments.selector(Segment.TR)).isEqualTo(running);
    }
  }

  @Test
  void iretWithoutABusyLinkFaults() {
    try (Protected p = machine()) {
      p.m.ram.set(ValueLayout.JAVA_SHORT, Protected.TSS, (short) Protected.OTHER_TASK);
      p.m.cpu.flags.put(Flags.NT, true);
      p.run("iret");
      assertThat(p.outcome()).isEqualTo("10(70)");
    }
  }

  @Test
  void a16BitTaskHasNoUpperHalves() {
    try (Protected p = Protected.mode()) {
      long task = Protected.NARROW_TSS;
      p.m.ram.set(ValueLayout.JAVA_SHORT, task + 0x0e, (short) 0x5000);
      for (int i = 0; i < 8; i++) {
        p.m.ram.set(ValueLayout.JAVA_SHORT, task + 0x12 + 2L * i, (short) (0x9000 + i));
      }
      int[] selectors = {0x10, 0x08, 0x10, 0x10, 0};
      for (int i = 0; i < 5; i++) {
        p.m.ram.set(ValueLayout.JAVA_SHORT, task + 0x22 + 2L * i, (short) selectors[i]);
      }
      p.at(0x5000, 32, "hlt");
      p.run("mov eax, -1\n mov ebp, -1\n jmp 0xb0:0");
      assertThat(p.m.cpu.rip).isEqualTo(0x5001);
      for (int i = 0; i < 8; i++) {
        assertThat(p.m.cpu.r[i]).isEqualTo(0x9000 + i);
      }
      assertThat(p.m.cpu.segments.selector(Segment.FS)).isZero();
      assertThat(p.m.cpu.segments.attributes(Segment.LDTR) & Segment.UNUSABLE).isNotZero();
    }
  }

  @Test
  void aTaskMayBeOneOfVirtual8086Mode() {
    try (Protected p = machine()) {
      field(p, OTHER + 0x24, Flags.VM | Flags.IOPL | 2);
      field(p, OTHER + 0x20, 0);
      field(p, OTHER + 0x4c, 0x500);
      p.at(0x5000, 16, "mov ax, ds\n int3");
      p.gate(3, Protected.CODE0, Protected.HANDLERS + 3, 0xee);
      p.m.cpu.rip = 0x1000;
      p.m.cpu.far.jump(Protected.OTHER_TASK, 0);
      assertThat(p.m.cpu.control.mode()).isEqualTo(Mode.VIRTUAL_8086);
      assertThat(p.m.cpu.segments.base(Segment.DS)).isEqualTo(Protected.DATA0 << 4);
      field(p, OTHER + 4, Protected.STACK0);
      field(p, OTHER + 8, Protected.DATA0);
      p.go();
      assertThat(p.outcome()).isEqualTo("3");
      assertThat(p.m.cpu.r[Gpr.RAX] & 0xffff).isEqualTo(Protected.DATA0);
    }
  }

  @Test
  void aTaskHasPageTablesOfItsOwn() {
    try (Protected p = machine()) {
      long tables = Protected.TABLES;
      p.m.ram.set(ValueLayout.JAVA_INT, tables, 0x87);
      p.m.ram.set(ValueLayout.JAVA_INT, tables + 0x1000, 0x87);
      p.m.cpu.control.set(
          Control.CR0_PE | Control.CR0_PG, 0, tables, Control.CR4_PSE, p.m.cpu.control.efer());
      field(p, OTHER + 0x1c, (int) tables + 0x1000);
      p.run("jmp 0x70:0");
      assertThat(p.m.cpu.control.cr3()).isEqualTo(tables + 0x1000);
      assertThat(field(p, tables + 0x1000) & 0x20).as("walked").isEqualTo(0x20);
    }
  }
}
