package io.github.kvmtck.x86;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kvmtck.x86.cpu.Gpr;
import io.github.kvmtck.x86.cpu.Segment;
import java.lang.foreign.ValueLayout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every check of a segment load: SDM vol. 2, MOV, LLDT, LTR. */
class SegmentLoadTest {
  @ParameterizedTest
  @CsvSource({
    // long mode, CPL, register, selector, outcome
    "false,0,3,0x10,none",
    "false,0,3,0x13,13(10)", // RPL 3, DPL 0
    "false,3,3,0x23,none",
    "false,3,3,0x20,none",
    "false,3,3,0x10,13(10)",
    "false,0,3,0x00,none",
    "false,0,3,0x03,none",
    "false,0,3,0x08,none", // readable code
    "false,0,3,0x58,13(58)", // execute-only code
    "false,3,3,0x4b,none", // conforming code does not ask for a level
    "false,0,3,0x60,none",
    "false,0,3,0x50,11(50)",
    "false,0,3,0x28,13(28)", // a system descriptor
    "false,0,3,0xc8,13(c8)", // beyond the table
    "false,0,3,0x0c,none", // in the LDT
    "false,0,3,0x14,13(14)", // beyond the LDT
    "false,0,2,0x10,none",
    "false,0,2,0x00,13(0)",
    "false,0,2,0x13,13(10)",
    "false,0,2,0x20,13(20)",
    "false,0,2,0x60,13(60)", // read-only
    "false,0,2,0x08,13(8)", // code
    "false,0,2,0x50,12(50)",
    "false,0,2,0x68,none",
    "false,0,2,0xf8,13(f8)",
    "false,3,2,0x23,none",
    "false,3,2,0x20,13(20)",
    "false,3,2,0x10,13(10)",
    "true,0,2,0x00,none",
    "true,0,2,0x01,13(0)",
    "true,3,2,0x00,13(0)",
    "true,3,2,0x03,13(0)",
    "true,3,2,0x23,none",
    "true,0,5,0x13,13(10)",
    "true,0,5,0x00,none",
  })
  void dataAndStack(boolean wide, int cpl, int index, String selector, String outcome) {
    try (Protected p = Protected.of(wide).level(cpl)) {
      Segment before = p.m.cpu.segments.get(index);
      int chosen = Integer.decode(selector);
      assertThat(p.raised(() -> p.m.cpu.segments.load(index, chosen))).isEqualTo(outcome);
      if (outcome.equals("none")) {
        assertThat(p.m.cpu.segments.selector(index)).isEqualTo(chosen);
        assertThat(p.m.cpu.segments.cpl()).isEqualTo(cpl);
      } else {
        assertThat(p.m.cpu.segments.get(index)).isEqualTo(before);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    // long mode, register, selector, outcome
    "false,7,0x70,none",
    "false,7,0xb0,none",
    "false,7,0x00,13(0)",
    "false,7,0x74,13(74)", // in the LDT
    "false,7,0x10,13(10)",
    "false,7,0xa0,11(a0)",
    "false,7,0xd0,13(d0)",
    "false,6,0x38,none",
    "false,6,0x00,none",
    "false,6,0x3c,13(3c)",
    "false,6,0x28,13(28)",
    "true,7,0x70,none",
    "true,7,0x48,13(48)",
    "true,6,0x38,none",
    "true,6,0xc0,13(c0)", // its upper half is beyond the table
  })
  void systemSegments(boolean wide, int index, String selector, String outcome) {
    try (Protected p = Protected.of(wide)) {
      int chosen = Integer.decode(selector);
      assertThat(p.raised(() -> p.m.cpu.segments.loadSystem(index, chosen))).isEqualTo(outcome);
      if (outcome.equals("none") && index == Segment.TR) {
        assertThat(p.m.get64(Protected.GDT + chosen) >>> 40 & 2).as("busy").isEqualTo(2);
        assertThat(p.raised(() -> p.m.cpu.segments.loadSystem(index, chosen)))
            .as("twice")
            .isEqualTo("13(%x)".formatted(chosen));
      }
    }
  }

  /** SDM vol. 2, LTR; LLDT does not say it. */
  @ParameterizedTest
  @CsvSource({
    // register, selector, type in the upper half, outcome
    "7,0x70,0x01,13(70)",
    "7,0x70,0x10,13(70)",
    "7,0x70,0xe0,none",
    "7,0xa0,0x01,11(a0)",
    "6,0x38,0x1f,none",
  })
  void aTaskHasNoTypeInItsUpperHalf(int index, String selector, String type, String outcome) {
    try (Protected p = Protected.longMode()) {
      int chosen = Integer.decode(selector);
      p.put(chosen + 8, Long.decode(type) << 40);
      assertThat(p.raised(() -> p.m.cpu.segments.loadSystem(index, chosen))).isEqualTo(outcome);
    }
  }

  @Test
  void aLoadMarksTheDescriptorAccessed() {
    try (Protected p = Protected.mode()) {
      p.put(Protected.DATA0, 0x00cf_9200_0000_ffffL);
      p.m.cpu.segments.load(Segment.ES, Protected.DATA0);
      assertThat(p.m.ram.get(ValueLayout.JAVA_BYTE, Protected.GDT + 0x15) & 0xff).isEqualTo(0x93);
      assertThat(p.m.cpu.segments.attributes(Segment.ES)).isEqualTo(0xc093);
    }
  }

  @ParameterizedTest
  @CsvSource({
    // offset, bits, outcome: expand-down of 4 GiB above 0xfff
    "0xfff,8,13(0)",
    "0x1000,8,none",
    "0x10ff,16,none",
    "0xffffffff,8,none",
    "0xffffffff,16,13(0)",
  })
  void expandDown(String offset, int bits, String outcome) {
    try (Protected p = Protected.mode()) {
      p.m.cpu.segments.load(Segment.ES, Protected.EXPAND_DOWN);
      p.m.stopAfterWrites = false;
      Runnable store = () -> p.m.cpu.memory.store(Segment.ES, Long.decode(offset), bits, 0);
      assertThat(p.raised(store)).isEqualTo(outcome);
    }
  }

  @ParameterizedTest
  @CsvSource({
    // instruction, CPL, selector, ZF, value
    "lar,0,0x08,true,0xcf9b00",
    "lar,0,0x28,true,0x8900",
    "lar,0,0x90,true,0xe500", // a task gate
    "lar,3,0x80,true,0xec00", // a call gate of DPL 3, whose parameter count is in the low byte
    "lar,3,0x10,false,0",
    "lar,3,0x4b,true,0xcf9f00",
    "lar,0,0x13,false,0",
    "lar,0,0x00,false,0",
    "lar,0,0xc8,false,0",
    "lsl,0,0x08,true,0xffffffff",
    "lsl,0,0x28,true,0x2067",
    "lsl,0,0x90,false,0",
    "lsl,0,0x80,false,0",
    "lsl,0,0x68,true,0xfff",
    "verr,3,0x23,true,0",
    "verr,3,0x10,false,0",
    "verr,0,0x58,false,0",
    "verr,0,0x28,false,0",
    "verr,3,0x48,true,0",
    "verw,0,0x10,true,0",
    "verw,0,0x60,false,0",
    "verw,0,0x08,false,0",
    "verw,3,0x20,true,0",
  })
  void whatASelectorLetsDo(String name, int cpl, String selector, boolean zero, String value) {
    try (Protected p = Protected.mode().level(cpl)) {
      int chosen = Integer.decode(selector);
      long answer =
          switch (name) {
            case "lar" -> p.m.cpu.rights.of(chosen);
            case "lsl" -> p.m.cpu.rights.limit(chosen);
            case "verr" -> p.m.cpu.rights.readable(chosen) ? 0 : -1;
            default -> p.m.cpu.rights.writable(chosen) ? 0 : -1;
          };
      assertThat(answer).isEqualTo(zero ? Long.decode(value) : -1);
    }
  }

  @Test
  void theStackThatIsLeftSaysHowWideTheStackPointerMoves() {
    try (Protected p = Protected.mode()) {
      p.put(Protected.EXPAND_DOWN, 0x0000_9300_0000_ffffL);
      p.m.put64(0xffff, Protected.EXPAND_DOWN);
      p.run("mov esp, 0xffff\n pop ss\n hlt");
      assertThat(p.m.cpu.r[Gpr.RSP]).isEqualTo(0x1_0003);
      assertThat(p.m.cpu.segments.selector(Segment.SS)).isEqualTo(Protected.EXPAND_DOWN);
    }
  }

  @Test
  void theInstructionsSetZeroAndLeaveTheRest() {
    try (Protected p = Protected.mode()) {
      p.run(
          "mov eax, -1\n mov cx, 8\n lar ax, cx\n lsl ebx, ecx\n verw cx\n sldt dx\n str si\n hlt");
      assertThat(p.m.cpu.r[0]).isEqualTo(0xffff_9b00L);
      assertThat(p.m.cpu.r[3]).isEqualTo(0xffff_ffffL);
      assertThat(p.m.cpu.flags.zf()).isFalse();
      assertThat(p.m.cpu.r[2] & 0xffff).isEqualTo(Protected.LOCAL_TABLE);
      assertThat(p.m.cpu.r[6] & 0xffff).isEqualTo(Protected.TASK);
      p.run("mov ax, 0x10\n mov cx, 3\n arpl ax, cx\n hlt");
      assertThat(p.m.cpu.r[0] & 0xffff).isEqualTo(0x13);
      assertThat(p.m.cpu.flags.zf()).isTrue();
    }
    try (Machine m = Machine.realMode("0f00c0")) {
      m.run(1);
      assertThat(m.cpu.events.pendingVector()).as("not in real mode").isEqualTo(6);
    }
  }
}
