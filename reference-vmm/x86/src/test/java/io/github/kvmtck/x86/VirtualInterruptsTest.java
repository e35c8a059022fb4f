package io.github.kvmtck.x86;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kvmtck.x86.cpu.Control;
import io.github.kvmtck.x86.cpu.Flags;
import io.github.kvmtck.x86.cpu.Gpr;
import io.github.kvmtck.x86.cpu.Segment;
import io.github.kvmtck.x86.cpu.Table;
import java.lang.foreign.ValueLayout;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** CR4.VME and CR4.PVI: SDM vol. 3, 22.3 and 22.4. */
class VirtualInterruptsTest {
  private static final Map<String, Integer> FLAGS =
      new TreeMap<>(
          Map.of(
              "IF", Flags.IF, "NT", Flags.NT, "TF", Flags.TF, "VIF", Flags.VIF, "VIP", Flags.VIP));

  /** Where the virtual-8086 program is, and its handler of INT 0x21. */
  private static final long PROGRAM = 0x5000;

  private static final long HANDLER = 0x7000;

  /** Where the redirection bitmap is, right below the I/O permission bitmap. */
  private static final long REDIRECTION = Protected.TSS + 0x68;

  private static Protected machine(boolean extended) {
    Protected p = Protected.mode();
    p.m.cpu.control.cr4(extended ? Control.CR4_VME : 0);
    p.m.ram.set(ValueLayout.JAVA_SHORT, Protected.TSS + 0x66, (short) 0x88);
    p.m.put64(0x21 * 4, HANDLER << 12);
    p.at(HANDLER, 16, "mov bx, 0x55\n hlt");
    return p;
  }

  /** Runs a virtual-8086 program, which ends with a HLT or with another #GP(0). */
  private static void run(Protected p, long flags, String code) {
    p.at(PROGRAM, 16, code + "\n end: hlt");
    String frame = "push 1\n push 2\n push 3\n push 4\n push 0x300\n push 0x9000\n";
    p.run(frame + "push 0x%x\n push 0x500\n push 0\n iret".formatted(flags | Flags.VM | 2));
  }

  private static long flags(String names) {
    long flags = 0;
    for (String name : names.split(" ", -1)) {
      flags |= name.isEmpty() ? 0 : Objects.requireNonNull(FLAGS.get(name), name);
    }
    return flags;
  }

  private static String names(long flags) {
    StringBuilder names = new StringBuilder();
    FLAGS.forEach((name, flag) -> names.append((flags & flag) == 0 ? "" : " " + name));
    return names.toString().strip();
  }

  @ParameterizedTest
  @CsvSource({
    // IOPL, VME, flags before, code, flags after
    "3,false,IF,cli,''",
    "3,true,IF,cli,''",
    "3,true,VIP,sti,IF VIP",
    "3,true,'','push 0x200\n popf',IF",
    "0,true,IF VIF,cli,IF",
    "0,true,VIF VIP,cli,VIP",
    "0,true,'',sti,VIF",
    "0,true,VIP,sti,#GP",
    "0,true,IF,'push 0\n popf',IF",
    "0,true,'','push 0x200\n popf',VIF",
    "0,true,IF VIF,'push 0\n popf',IF",
    "0,true,'','push 0x4000\n popf',NT",
    "0,true,VIP,'push 0x200\n popf',#GP",
    "0,true,VIP,'push 0\n popf',VIP",
    "0,true,'','push 0x100\n popf',#GP",
    "0,true,'',popfd,#GP",
    "0,true,'',pushfd,#GP",
    "0,true,'','push 0x200\n push cs\n push end-0x5000\n iret',VIF",
    "0,true,VIP,'push 0x200\n push cs\n push end-0x5000\n iret',#GP",
    "0,true,'','push 0x100\n push cs\n push end-0x5000\n iret',#GP",
    "0,true,'',iretd,#GP",
    "3,true,VIF,'push 0x200\n push cs\n push end-0x5000\n iret',IF VIF",
    "2,true,'',sti,VIF",
    "2,false,'',sti,#GP",
  })
  void flagsOfVirtual8086Programs(
      int iopl, boolean extended, String before, String code, String after) {
    try (Protected p = machine(extended)) {
      p.m.ram.set(ValueLayout.JAVA_SHORT, 0xc000, (short) 0x100);
      run(p, flags(before) | (long) iopl << 12, code);
      assertThat(p.outcome()).startsWith(after.equals("#GP") ? "1" : "13(0)");
      boolean ended = p.m.ram.get(ValueLayout.JAVA_BYTE, PROGRAM + p.stack(1)) == (byte) 0xf4;
      assertThat(ended).isEqualTo(!after.equals("#GP"));
      if (ended) {
        assertThat(names(p.stack(3))).isEqualTo(after);
      } else {
        assertThat(names(p.stack(3))).isEqualTo(before);
      }
      assertThat(p.stack(3) >> 12 & 3).isEqualTo(iopl);
    }
  }

  @ParameterizedTest
  @CsvSource({
    // IOPL, flags, what PUSHF shows of IF and IOPL
    "0,VIF,3200",
    "0,IF,3000",
    "2,IF VIF,3200",
    "3,VIF,3000",
    "3,IF,3200",
  })
  void aProgramSeesVifAsIf(int iopl, String flags, String shown) {
    try (Protected p = machine(true)) {
      run(p, flags(flags) | (long) iopl << 12, "pushf\n pop ax");
      assertThat(p.m.cpu.r[Gpr.RAX] & 0x3200).isEqualTo(Long.parseLong(shown, 16));
    }
  }

  @ParameterizedTest
  @CsvSource({
    // IOPL, VME, the bit of the vector, flags before; who handles it, flags then, IF and IOPL
    // pushed
    "3,false,0,IF,33,'',''",
    "0,false,0,IF,13(0),'',''",
    "3,true,1,IF,33,'',''",
    "0,true,1,IF VIF,13(0),'',''",
    "3,true,0,IF VIF,itself,VIF,3200",
    "0,true,0,IF VIF,itself,IF,3200",
    "1,true,0,IF VIP,itself,IF VIP,3000",
  })
  void softwareInterruptsOfVirtual8086Programs(
      int iopl, boolean extended, int bit, String before, String by, String after, String pushed) {
    try (Protected p = machine(extended)) {
      p.gate(0x21, Protected.CODE0, Protected.HANDLERS + 0x21, 0xee);
      p.m.ram.set(ValueLayout.JAVA_BYTE, REDIRECTION + 0x21 / 8, (byte) (bit << 0x21 % 8));
      run(p, flags(before) | (long) iopl << 12, "int 0x21");
      boolean itself = p.m.cpu.r[Gpr.RBX] == 0x55;
      assertThat(itself ? "itself" : p.outcome()).isEqualTo(by);
      if (itself) {
        assertThat(p.outcome()).as("HLT").isEqualTo("13(0)");
        assertThat(p.stack(2)).as("CS").isEqualTo(0x700);
        assertThat(names(p.stack(3))).isEqualTo(after);
        assertThat(p.stack(4)).as("SP").isEqualTo(0x9000 - 6);
        assertThat(p.m.get64(0xc000 - 6) & 0xffff_ffffL).as("CS:IP").isEqualTo(0x0500_0002L);
        long image = p.m.get64(0xc000 - 2) & 0x3200;
        assertThat(image).isEqualTo(Long.parseLong(pushed, 16));
      }
    }
  }

  @Test
  void aBitmapBeyondTheTaskStateFaults() {
    for (int limit : new int[] {0x66, 0x6b}) {
      try (Protected p = machine(true)) {
        p.m.cpu.segments.set(Segment.TR, new Segment(Protected.TASK, Protected.TSS, limit, 0x8b));
        run(p, Flags.IOPL, "int 0x21");
        assertThat(p.outcome()).isEqualTo("13(0)");
        assertThat(p.stack(1)).isZero();
      }
    }
  }

  @Test
  void otherEventsAreNotRedirected() {
    for (String code : new String[] {"int3", "ud2"}) {
      try (Protected p = machine(true)) {
        p.gate(3, Protected.CODE0, Protected.HANDLERS + 3, 0xee);
        run(p, 0, code);
        assertThat(p.outcome()).isEqualTo(code.equals("int3") ? "3" : "6");
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    // PVI, IOPL, flags before, code at CPL 3, flags after
    "true,0,IF,cli,IF",
    "true,0,VIF,cli,''",
    "true,0,'',sti,VIF",
    "true,0,VIP,sti,#GP",
    "true,3,'',sti,IF",
    "true,3,VIP,sti,IF VIP",
    "false,0,'',sti,#GP",
    "true,0,IF,'push 0\n popf',IF",
    "true,0,'','push 0x200\n popf',''",
  })
  void protectedModeVirtualInterrupts(
      boolean extended, int iopl, String before, String code, String after) {
    for (boolean wide : new boolean[] {false, true}) {
      try (Protected p = Protected.of(wide).level(3)) {
        p.m.cpu.control.cr4(p.m.cpu.control.cr4() | (extended ? Control.CR4_PVI : 0));
        p.m.cpu.flags.set(flags(before) | (long) iopl << 12);
        p.run(code + "\n ud2");
        assertThat(p.outcome()).isEqualTo(after.equals("#GP") ? "13(0)" : "6");
        int image = after.equals("#GP") ? 3 : 2;
        assertThat(names(p.stack(image))).isEqualTo(after.equals("#GP") ? before : after);
      }
    }
  }

  @Test
  void otherLevelsHaveNoVirtualInterrupts() {
    try (Protected p = Protected.mode().level(2)) {
      p.m.cpu.control.cr4(Control.CR4_PVI);
      assertThat(p.raised(() -> p.m.cpu.flagLoad.interrupts(true))).isEqualTo("13(0)");
    }
    try (Machine m = Machine.realMode("fb f4")) {
      m.cpu.control.cr4(Control.CR4_VME);
      m.cpu.control.idtr(new Table(0, 0x3ff));
      assertThat(m.run(10)).isEqualTo(Stop.HALTED);
      assertThat(m.cpu.flags.has(Flags.IF)).isTrue();
      assertThat(m.cpu.flags.has(Flags.VIF)).isFalse();
    }
  }
}
