package io.github.kvmtck.x86;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kvmtck.x86.cpu.Control;
import io.github.kvmtck.x86.cpu.Gpr;
import io.github.kvmtck.x86.cpu.Mode;
import io.github.kvmtck.x86.cpu.Segment;
import io.github.kvmtck.x86.cpu.Table;
import io.github.kvmtck.x86.cpu.Vector;
import java.lang.foreign.ValueLayout;
import java.util.List;
import org.junit.jupiter.api.Test;

/** 64-bit mode at CPL 0 with identity 2 MiB pages; RAM ends at 1 MiB, so 0x200000 is a device. */
class LongModeTest {
  private static final long PML4 = 0x10000;
  private static final long PDPT = 0x11000;
  private static final long PD = 0x12000;
  private static final long GDT = 0x13000;
  private static final long IDT = 0x14000;
  private static final long TSS = 0x15000;

  private static Machine longMode(String code) {
    Machine m = Machine.realMode(code);
    put(m, PML4, PDPT | 7);
    put(m, PDPT, PD | 7);
    for (int i = 0; i < 8; i++) {
      put(m, PD + i * 8L, (long) i << 21 | 0x87);
    }
    put(m, GDT + 8, 0x00af_9b00_0000_ffffL);
    put(m, GDT + 16, 0x00cf_9300_0000_ffffL);
    m.cpu.control.gdtr(new Table(GDT, 23));
    m.cpu.control.idtr(new Table(IDT, 0));
    for (int i = 0; i <= Segment.GS; i++) {
      m.cpu.segments.set(i, new Segment(16, 0, 0xffffffffL, 0xc093));
    }
    m.cpu.segments.set(Segment.CS, new Segment(8, 0, 0xffffffffL, 0xa09b));
    m.cpu.control.set(
        Control.CR0_PG | Control.CR0_PE | Control.CR0_WP,
        0,
        PML4,
        Control.CR4_PAE | Control.CR4_OSFXSR,
        Control.EFER_LME | Control.EFER_LMA | Control.EFER_NXE);
    return m;
  }

  private static void put(Machine m, long address, long value) {
    m.ram.set(ValueLayout.JAVA_LONG, address, value);
  }

  private static long get(Machine m, long address) {
    return m.ram.get(ValueLayout.JAVA_LONG, address);
  }

  @Test
  void theModeIsDerived() {
    try (Machine m = longMode("f4")) {
      assertThat(m.cpu.control.mode()).isEqualTo(Mode.LONG_64);
      assertThat(m.cpu.segments.codeBits()).isEqualTo(64);
      assertThat(m.run(10)).isEqualTo(Stop.HALTED);
    }
  }

  @Test
  void integerCode() {
    String code =
        "48b88877665544332211" // mov rax, 0x1122334455667788
            + "4989c0" // mov r8, rax
            + "41ffc0" // inc r8d: clears the upper half
            + "4829c0" // sub rax, rax
            + "48f7d0" // not rax
            + "480fc8" // bswap rax
            + "4f8d4c8004" // lea r9, [r8+r8*4+4]
            + "50" // push rax
            + "5b" // pop rbx
            + "e801000000" // call +1
            + "f4" // hlt
            + "4c8b15f9ffffff" // mov r10, [rip-7]: itself
            + "c3"; // ret
    try (Machine m = longMode(code)) {
      assertThat(m.run(100)).isEqualTo(Stop.HALTED);
      assertThat(m.cpu.r[8]).isEqualTo(0x55667789L);
      assertThat(m.cpu.r[Gpr.RAX]).isEqualTo(-1);
      assertThat(m.cpu.r[Gpr.RBX]).isEqualTo(-1);
      assertThat(m.cpu.r[9]).isEqualTo(0x55667789L * 5 + 4);
      assertThat(m.cpu.r[10]).isEqualTo(0xc3fffffff9158b4cL);
      assertThat(m.cpu.r[Gpr.RSP]).isEqualTo(0x8000);
      assertThat(get(m, 0x7ff8)).isEqualTo(0x1025);
    }
  }

  @Test
  void byteRegistersWithRex() {
    try (Machine m = longMode("40b411 b422 40b733 4488c0 f4")) {
      m.cpu.r[8] = 0x99;
      assertThat(m.run(100)).isEqualTo(Stop.HALTED);
      assertThat(m.cpu.r[Gpr.RSP] & 0xff).as("40 B4 is SPL").isEqualTo(0x11);
      assertThat(m.cpu.r[Gpr.RDI]).as("40 B7 is DIL").isEqualTo(0x33);
      assertThat(m.cpu.r[Gpr.RAX]).as("AH, then AL from R8B").isEqualTo(0x2299);
    }
  }

  @Test
  void aLockedCompareAndExchangeOnADeviceReadsThenWrites() {
    try (Machine m = longMode("f00fb10c2500002000 f4")) {
      m.cpu.r[Gpr.RAX] = 5;
      m.cpu.r[Gpr.RCX] = 9;
      m.answers.add(5L);
      assertThat(m.finish(m.run(10))).isEqualTo(Stop.ASKED);
      assertThat(m.log).containsExactly("read 200000/4", "write 200000/4=9");
      assertThat(m.cpu.flags.zf()).isTrue();
    }
  }

  @Test
  void movsBetweenDevices() {
    try (Machine m = longMode("a5 f4")) {
      m.cpu.r[Gpr.RSI] = 0x200000;
      m.cpu.r[Gpr.RDI] = 0x200100;
      m.answers.add(0x11223344L);
      assertThat(m.finish(m.run(10))).isEqualTo(Stop.ASKED);
      assertThat(m.log).containsExactly("read 200000/4", "write 200100/4=11223344");
      assertThat(m.cpu.r[Gpr.RSI]).isEqualTo(0x200004);
      assertThat(m.cpu.r[Gpr.RDI]).isEqualTo(0x200104);
    }
  }

  @Test
  void anUnmappedAddressIsAPageFaultWithItsAddress() {
    try (Machine m = longMode("488903 f4")) {
      m.cpu.r[Gpr.RBX] = 0x1234_5678L;
      assertThat(m.run(1)).isEqualTo(Stop.BUDGET);
      assertThat(m.cpu.events.pendingVector()).isEqualTo(Vector.PF);
      assertThat(m.cpu.events.pendingCode()).isEqualTo(2);
      assertThat(m.cpu.control.cr2()).isEqualTo(0x1234_5678L);
      assertThat(m.run(100)).as("an empty IDT").isEqualTo(Stop.SHUTDOWN);
    }
  }

  @Test
  void aNonCanonicalAddressIsAProtectionFault() {
    try (Machine m = longMode("488b03")) {
      m.cpu.r[Gpr.RBX] = 1L << 47;
      m.run(1);
      assertThat(m.cpu.events.pendingVector()).isEqualTo(Vector.GP);
    }
  }

  @Test
  void pagesAreMarkedAccessedAndDirtyAndReadOnlyPagesFault() {
    try (Machine m = longMode("488903 f4")) {
      m.cpu.r[Gpr.RBX] = 0x9000;
      assertThat(m.run(10)).isEqualTo(Stop.HALTED);
      assertThat(get(m, PD) & 0x60).isEqualTo(0x60);
      assertThat(get(m, PML4) & 0x60).isEqualTo(0x20);
      put(m, PD, get(m, PD) & ~2L);
      m.cpu.flushTranslations();
      m.cpu.rip = Machine.CODE;
      m.cpu.events.halted(false);
      m.run(1);
      assertThat(m.cpu.events.pendingCode()).isEqualTo(3);
    }
  }

  @Test
  void anExceptionGoesThroughTheIdtAndComesBack() {
    try (Machine m = longMode("0f0b f4")) {
      m.cpu.control.idtr(new Table(IDT, 0xfff));
      put(m, IDT + Vector.UD * 16, 0x0000_8e00_0008_3000L);
      // add qword [rsp], 2; iretq
      m.ram.set(ValueLayout.JAVA_LONG_UNALIGNED, 0x3000, 0xcf48_0224_0483_48L);
      assertThat(m.run(100)).isEqualTo(Stop.HALTED);
      assertThat(m.cpu.rip).isEqualTo(0x1003);
      assertThat(m.cpu.r[Gpr.RSP]).isEqualTo(0x8000);
    }
  }

  @Test
  void anExceptionAtCpl3GoesToTheStackOfTheTaskStateSegmentAndComesBack() {
    try (Machine m = longMode("0f0b ebfe")) {
      put(m, GDT + 24, 0x00cf_f300_0000_ffffL);
      put(m, GDT + 32, 0x00af_fb00_0000_ffffL);
      m.cpu.control.gdtr(new Table(GDT, 39));
      m.cpu.control.idtr(new Table(IDT, 0xfff));
      put(m, IDT + Vector.UD * 16, 0x0000_8e00_0008_3000L);
      m.cpu.segments.set(Segment.TR, new Segment(0, TSS, 0x67, 0x8b));
      m.ram.set(ValueLayout.JAVA_LONG_UNALIGNED, TSS + 4, 0x7000);
      m.cpu.segments.set(Segment.SS, new Segment(0x1b, 0, 0xffffffffL, 0xc0f3));
      m.cpu.segments.set(Segment.CS, new Segment(0x23, 0, 0xffffffffL, 0xa0fb));
      // hlt; add qword [rsp], 2; iretq
      m.ram.set(ValueLayout.JAVA_LONG_UNALIGNED, 0x3000, 0x4802_2404_8348_f4L);
      m.ram.set(ValueLayout.JAVA_BYTE, 0x3007, (byte) 0xcf);
      assertThat(m.run(100)).as("HLT is allowed at CPL 0").isEqualTo(Stop.HALTED);
      assertThat(m.cpu.segments.cpl()).isZero();
      assertThat(m.cpu.r[Gpr.RSP]).isEqualTo(0x7000 - 5 * 8);
      assertThat(get(m, 0x7000 - 8)).as("SS").isEqualTo(0x1b);
      m.cpu.events.halted(false);
      assertThat(m.run(100)).isEqualTo(Stop.BUDGET);
      assertThat(m.cpu.segments.cpl()).isEqualTo(3);
      assertThat(m.cpu.rip).isEqualTo(0x1002);
      assertThat(m.cpu.r[Gpr.RSP]).isEqualTo(0x8000);
    }
  }

  @Test
  void aFetchFromADeviceIsReported() {
    try (Machine m = longMode("ffe3")) {
      m.cpu.r[Gpr.RBX] = 0x200000;
      assertThat(m.run(10)).isEqualTo(new Stop.NoCode(0x200000, List.of()));
      assertThat(m.cpu.rip).isEqualTo(0x200000);
    }
  }

  @Test
  void theUpperHalfOfTheAddressSpaceRuns() {
    try (Machine m = longMode("ffc0 ebfc")) {
      put(m, PML4 + 511 * 8, PDPT | 7);
      put(m, PDPT + 511 * 8, PD | 7);
      m.cpu.rip = 0xffff_ffff_c000_1000L;
      assertThat(m.run(1000)).isEqualTo(Stop.BUDGET);
      assertThat(m.cpu.r[Gpr.RAX]).isEqualTo(500);
    }
  }
}
