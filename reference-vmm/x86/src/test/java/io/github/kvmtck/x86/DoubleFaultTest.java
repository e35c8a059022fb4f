package io.github.kvmtck.x86;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kvmtck.x86.cpu.Control;
import io.github.kvmtck.x86.cpu.Events;
import io.github.kvmtck.x86.cpu.Flags;
import io.github.kvmtck.x86.cpu.Gpr;
import io.github.kvmtck.x86.cpu.Segment;
import io.github.kvmtck.x86.cpu.Vector;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Faults while an event is delivered: SDM vol. 3, tables 7-4 and 7-5. */
class DoubleFaultTest {
  private static final Set<Integer> BENIGN = Set.of(1, 2, 3, 4, 5, 6, 7, 9, 16, 17, 18, 19);
  private static final Set<Integer> CONTRIBUTORY = Set.of(0, 10, 11, 12, 13);
  private static final Set<Integer> WITH_CODE = Set.of(10, 11, 12, 13, 14, 17);

  /** The stack that the gate of the first exception names. */
  private static final long STACK = 0xc000;

  /** What delivering the first exception raises. */
  private enum Second {
    TS(Vector.TS),
    NP(Vector.NP),
    SS(Vector.SS),
    GP(Vector.GP),
    PF(Vector.PF);

    private final int vector;

    Second(int vector) {
      this.vector = vector;
    }

    /** Long mode with pages of 4 KiB, of which the one below {@link #STACK} is absent. */
    private Protected after(int first) {
      Protected p = Protected.longMode();
      long directory = Protected.TABLES + 0x2000;
      long table = Protected.TABLES + 0x3000;
      p.m.put64(Protected.TABLES + 0x1000, directory | 7);
      p.m.put64(directory, table | 7);
      for (int i = 0; i < 256; i++) {
        p.m.put64(table + i * 8L, i == (STACK - 1) >> 12 ? 0 : i * 0x1000L | 7);
      }
      int rights = this == NP ? 0x0e : this == GP ? 0x85 : 0x8e;
      p.gate(first, Protected.CODE0, Protected.HANDLERS + first, rights);
      long gate = Protected.IDT + 16L * first;
      p.m.put64(gate, p.m.get64(gate) | 1L << 32);
      p.m.put64(Protected.TSS + 0x24, this == SS ? 1L << 60 : STACK);
      int limit = this == TS ? 0x2a : 0x2067;
      p.m.cpu.segments.set(Segment.TR, new Segment(Protected.TASK, Protected.TSS, limit, 0x8b));
      p.m.cpu.control.cr3(Protected.TABLES);
      p.at(Machine.CODE, 64, "nop\n nop");
      p.m.cpu.rip = Machine.CODE;
      int code = WITH_CODE.contains(first) ? 0 : Events.NO_CODE;
      p.m.cpu.events.queue(first, code);
      return p;
    }
  }

  @ParameterizedTest
  @EnumSource
  void theWholeTable(Second second) {
    for (int first = 0; first < 20; first++) {
      if (first == Vector.DF || first == 15) {
        continue;
      }
      boolean pageFault = second == Second.PF;
      boolean doubled = CONTRIBUTORY.contains(first) && !pageFault || first == Vector.PF;
      assertThat(BENIGN.contains(first) || CONTRIBUTORY.contains(first) || first == Vector.PF)
          .isTrue();
      try (Protected p = second.after(first)) {
        p.go();
        assertThat(p.vector())
            .as("%d, then %s", first, second)
            .isEqualTo(doubled ? 8 : second.vector);
        assertThat(p.stack(1)).as("RIP").isEqualTo(Machine.CODE);
        assertThat(doubled ? p.stack(0) : 0).as("error code of #DF").isZero();
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void anythingWhileADoubleFaultIsDeliveredShutsDown(Second second) {
    try (Protected p = second.after(Vector.DF)) {
      p.m.cpu.events.queue(Vector.DF, 0);
      assertThat(p.m.run(10)).isEqualTo(Stop.SHUTDOWN);
    }
  }

  @ParameterizedTest
  @EnumSource
  void interruptsAreBenign(Second second) {
    try (Protected p = second.after(0x21)) {
      p.m.cpu.events.clearPending();
      p.m.cpu.events.inject(0x21);
      p.go();
      assertThat(p.vector()).isEqualTo(second.vector);
    }
  }

  /** #AC is the one benign exception that a delivery can raise: onto a stack of CPL 3. */
  @ParameterizedTest
  @CsvSource({"ud2", "'div ecx'", "'mov ds, bx'"})
  void whatIsBenignIsDeliveredItself(String code) {
    try (Protected p = Protected.mode().level(3)) {
      for (int vector : new int[] {Vector.DE, Vector.UD, Vector.GP}) {
        p.gate(vector, Protected.CODE3, Protected.HANDLERS + vector, 0xee);
      }
      p.m.cpu.control.cr0(p.m.cpu.control.cr0() | Control.CR0_AM);
      p.m.cpu.r[Gpr.RBX] = 0xf8;
      p.m.cpu.r[Gpr.RSP] = Protected.STACK3 - 2;
      p.m.cpu.flags.put(Flags.AC, true);
      p.m.cpu.refresh();
      p.run("xor ecx, ecx\n" + code);
      assertThat(p.outcome()).isEqualTo("17(0)");
    }
  }

  @ParameterizedTest
  @CsvSource({
    // the exception, gates that are absent, and what arrives in the end
    "ud2,6,11(33)", // benign, then contributory: serially
    "'mov ds, bx',13,8(0)", // #GP, then #NP: double
    "div ecx,0,8(0)", // #DE, then #NP: double
    "div ecx,0 11 13,8(0)",
    "div ecx,0 8,shutdown",
    "ud2,6 11 8,shutdown",
    "int 13,13,11(6a)", // software: no exception is being delivered
  })
  void faultsDuringDelivery(String code, String absent, String outcome) {
    try (Protected p = Protected.mode()) {
      for (String vector : absent.split(" ", -1)) {
        p.gate(Integer.parseInt(vector), Protected.CODE0, 0, 0x0e);
      }
      p.m.cpu.r[Gpr.RBX] = 0xf8;
      p.at(Machine.CODE, 32, "xor ecx, ecx\n" + code);
      p.m.cpu.rip = Machine.CODE;
      Stop stop = p.m.run(100);
      if (outcome.equals("shutdown")) {
        assertThat(stop).isEqualTo(Stop.SHUTDOWN);
      } else {
        assertThat(stop).isEqualTo(Stop.HALTED);
        assertThat(p.outcome()).isEqualTo(outcome);
      }
    }
  }

  @Test
  void aPageFaultWhileAContributoryExceptionIsDeliveredIsDeliveredItself() {
    try (Protected p = Second.PF.after(Vector.DE)) {
      p.m.cpu.events.clearPending();
      p.run("xor ecx, ecx\n div ecx");
      assertThat(p.outcome()).isEqualTo("14(2)");
      assertThat(p.m.cpu.control.cr2()).isEqualTo(STACK - 8);
    }
  }

  /** CR2 is that of the second. */
  @Test
  void aPageFaultWhileAPageFaultIsDeliveredIsADoubleFault() {
    try (Protected p = Second.PF.after(Vector.PF)) {
      p.m.cpu.events.clearPending();
      p.run("mov rax, 0x4000000000\n mov al, [rax]");
      assertThat(p.outcome()).isEqualTo("8(0)");
      assertThat(p.m.cpu.control.cr2()).isEqualTo(STACK - 8);
    }
  }
}
