package io.github.kvmtck.x86;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kvmtck.x86.cpu.Control;
import io.github.kvmtck.x86.cpu.Flags;
import io.github.kvmtck.x86.cpu.Gpr;
import io.github.kvmtck.x86.cpu.Segment;
import io.github.kvmtck.x86.cpu.Vector;
import java.lang.foreign.ValueLayout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Delivery of events through the IDT: SDM vol. 3, chapter 7. */
class DeliveryTest {
  @ParameterizedTest
  @CsvSource({
    // long mode, code, what arrives
    "false,ud2,6",
    "false,int3,3",
    "false,int 0x30,48",
    "false,int1,1",
    "false,div cl,0",
    "true,ud2,6",
    "true,int 0x30,48",
    "true,'mov ss, ax',13(1234)",
  })
  void atTheSameLevel(boolean wide, String code, String outcome) {
    try (Protected p = Protected.of(wide)) {
      p.m.cpu.r[Gpr.RAX] = 0x1236;
      p.m.cpu.r[Gpr.RSP] -= 4;
      p.run(code);
      assertThat(p.outcome()).isEqualTo(outcome);
      int codes = outcome.endsWith(")") ? 1 : 0;
      assertThat(p.stack(codes + 1)).isEqualTo(Protected.CODE0);
      if (wide) {
        assertThat(p.m.cpu.r[Gpr.RSP] & 7).as("the stack is aligned").isZero();
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    // the gate of the vector: selector and rights; from CPL 3 by INT n; outcome
    "0x08,0xee,32",
    "0x08,0x8e,13(102)", // the gate's DPL
    "0x08,0x6e,11(102)",
    "0x08,0xe9,13(102)", // not a gate
    "0x00,0xee,13(0)",
    "0x10,0xee,13(10)", // data
    "0x98,0xee,11(98)",
    "0xd0,0xee,13(d0)",
    "0x48,0xee,32", // conforming
    "0x18,0xee,32", // of the same level
  })
  void softwareInterruptsFromCpl3(String selector, String rights, String outcome) {
    for (boolean wide : new boolean[] {false, true}) {
      try (Protected p = Protected.of(wide).level(3)) {
        if (wide && selector.equals("0x98")) {
          continue;
        }
        p.gate(0x20, Integer.decode(selector), 0x6020, Integer.decode(rights));
        p.at(0x6020, wide ? 64 : 32, "jmp 0x7100")
            .at(0x7100, wide ? 64 : 32, "mov ebp, 0x20\n ud2");
        p.run("xor ebp, ebp\n int 0x20");
        boolean arrived = outcome.equals("32");
        assertThat(p.m.cpu.r[Gpr.RBP] & 0xff).isEqualTo(arrived ? 0x20 : 0);
        assertThat(p.outcome()).isEqualTo(arrived ? "6" : outcome);
      }
    }
  }

  @Test
  void whatIsNotSoftwareDoesNotAskTheGate() {
    try (Protected p = Protected.mode().level(3)) {
      p.run("ud2");
      assertThat(p.outcome()).isEqualTo("6");
      assertThat(p.m.cpu.segments.cpl()).isZero();
    }
  }

  @Test
  void externalEventsSetExtInErrorCodes() {
    try (Protected p = Protected.mode()) {
      p.gate(0x21, Protected.CODE0, 0x6021, 0x0e);
      p.m.cpu.events.inject(0x21);
      p.run("nop");
      assertThat(p.outcome()).isEqualTo("11(10b)");
    }
    try (Protected p = Protected.mode()) {
      p.gate(Vector.UD, 0xd0, 0x6006, 0x8e);
      p.run("ud2");
      assertThat(p.outcome()).isEqualTo("13(d1)");
    }
  }

  @Test
  void interruptGatesClearInterruptsAndTrapGatesDoNot() {
    for (int type : new int[] {0x8e, 0x8f}) {
      try (Protected p = Protected.mode()) {
        p.gate(0x30, Protected.CODE0, 0x6030, type);
        p.run("sti\n pushf\n or dword ptr [esp], 0x4000\n popf\n int 0x30");
        assertThat(p.m.cpu.flags.has(Flags.IF)).isEqualTo(type == 0x8f);
        assertThat(p.m.cpu.flags.has(Flags.NT)).isFalse();
        assertThat(p.stack(2) & (Flags.IF | Flags.NT)).isEqualTo(Flags.IF | Flags.NT);
      }
    }
  }

  @Test
  void a16BitGatePushesWords() {
    try (Protected p = Protected.mode()) {
      p.gate(0x30, Protected.CODE0, 0x6030, 0x86);
      p.run("mov esp, 0x8000\n int 0x30");
      assertThat(p.m.cpu.r[Gpr.RSP]).isEqualTo(0x8000 - 6);
    }
  }

  @ParameterizedTest
  @CsvSource({
    // what the TSS has for level 0, outcome of UD2 at CPL 3
    "0x10,0x2067,6",
    "0x00,0x2067,10(1)",
    "0x13,0x2067,10(11)",
    "0x20,0x2067,10(21)",
    "0x60,0x2067,10(61)",
    "0x50,0x2067,12(51)",
    "0xd0,0x2067,10(d1)",
    "0x10,0x08,10(29)", // ESP0 and SS0 are beyond its limit
  })
  void theStackOfTheTaskIsChecked(String selector, String limit, String outcome) {
    try (Protected p = Protected.mode().level(3)) {
      long stacks = (long) Integer.decode(selector) << 32 | Protected.STACK0;
      p.m.put64(Protected.TSS + 4, stacks);
      p.m.cpu.segments.set(
          Segment.TR, new Segment(Protected.TASK, Protected.TSS, Long.decode(limit), 0x8b));
      for (int vector = 10; vector < 13; vector++) {
        p.gate(vector, Protected.CODE3, 0x7000 + vector, 0xee);
      }
      p.at(0x7000, 32, "times 16 nop");
      p.at(Machine.CODE, 32, "ud2");
      p.m.cpu.rip = Machine.CODE;
      p.m.run(1);
      p.m.cpu.r[Gpr.RSP] = Protected.STACK3;
      if (outcome.equals("6")) {
        p.go();
        assertThat(p.outcome()).isEqualTo("6");
        return;
      }
      p.m.run(1);
      assertThat(p.m.cpu.rip - 0x7000).isBetween(10L, 13L);
      String code = Long.toHexString(p.stack(0) & 0xffff);
      String vector = outcome.substring(0, 2);
      assertThat(vector + "(" + code + ")").isEqualTo(outcome);
    }
  }

  @Test
  void anInterruptStackTableEntryIsUsedAtTheSameLevelToo() {
    try (Protected p = Protected.longMode()) {
      p.m.put64(Protected.IDT + 16 * 6, p.m.get64(Protected.IDT + 16 * 6) | 1L << 32);
      p.run("ud2");
      assertThat(p.outcome()).isEqualTo("6");
      assertThat(p.m.cpu.r[Gpr.RSP]).isEqualTo(0xa000 - 40);
      assertThat(p.stack(4)).as("SS is kept").isEqualTo(Protected.DATA0);
      assertThat(p.m.cpu.segments.selector(Segment.SS)).isEqualTo(Protected.DATA0);
    }
  }

  @Test
  void aNonCanonicalInterruptStackFaults() {
    try (Protected p = Protected.longMode()) {
      p.m.put64(Protected.IDT + 16 * 6, p.m.get64(Protected.IDT + 16 * 6) | 1L << 32);
      p.m.put64(Protected.TSS + 0x24, 1L << 60);
      p.run("ud2");
      assertThat(p.outcome()).isEqualTo("12(1)");
    }
  }

  @Test
  void aHandlerOf32BitCodeInLongModeFaults() {
    try (Protected p = Protected.longMode()) {
      p.put(Protected.CODE16, 0x00cf_9b00_0000_ffffL);
      p.gate(6, Protected.CODE16, 0x6006, 0x8e);
      p.run("ud2");
      assertThat(p.outcome()).isEqualTo("13(b9)");
    }
  }

  @ParameterizedTest
  @CsvSource({
    // port, size, the bitmap's bits from port 0x10 on, outcome at CPL 3 with IOPL 0
    "0x10,8,0x00,none",
    "0x10,8,0x01,13(0)",
    "0x11,16,0x08,none",
    "0x11,16,0x04,13(0)",
    "0x17,16,0x100,13(0)",
    "0x16,32,0x200,13(0)",
    "0xfff0,8,0x00,none",
    "0xffff,8,0x00,13(0)", // the second byte is beyond the TSS
  })
  void theBitmapOfTheTaskAllowsPorts(String port, int size, String bits, String outcome) {
    try (Protected p = Protected.mode().level(3)) {
      p.m.ram.set(ValueLayout.JAVA_SHORT, Protected.TSS + 0x6a, Integer.decode(bits).shortValue());
      p.m.cpu.r[Gpr.RDX] = Integer.decode(port);
      p.m.stopAfterWrites = false;
      String register = size == 8 ? "al" : size == 16 ? "ax" : "eax";
      p.at(Machine.CODE, 32, "out dx, " + register + "\n hlt");
      p.m.cpu.rip = Machine.CODE;
      p.m.run(1);
      assertThat(p.m.log).hasSize(outcome.equals("none") ? 1 : 0);
      if (!outcome.equals("none")) {
        p.go();
        assertThat(p.outcome()).isEqualTo(outcome);
      }
    }
  }

  @Test
  void umipKeepsSystemRegistersFromUsers() {
    for (String code :
        new String[] {"sgdt [0x9100]", "sidt [0x9100]", "sldt ax", "str ax", "smsw ax"}) {
      try (Protected p = Protected.mode().level(3)) {
        p.run(code + "\n ud2");
        assertThat(p.outcome()).as(code).isEqualTo("6");
        p.level(3);
        p.m.cpu.control.cr4(Control.CR4_UMIP);
        p.run(code + "\n ud2");
        assertThat(p.outcome()).as(code).isEqualTo("13(0)");
      }
    }
  }

  @Test
  void aHandlerThatCannotBeFetchedDoesNotRunForEver() {
    try (Protected p = Protected.longMode()) {
      p.gate(14, Protected.CODE0, 0x4000_0000, 0x8e);
      p.m.put64(Protected.IDT + 16 * 14, p.m.get64(Protected.IDT + 16 * 14) | 1L << 32);
      p.at(Machine.CODE, 64, "mov al, [0x40000000]");
      p.m.cpu.rip = Machine.CODE;
      assertThat(p.m.run(100)).isEqualTo(Stop.BUDGET);
      assertThat(p.m.cpu.control.cr2()).isEqualTo(0x4000_0000);
    }
  }
}
