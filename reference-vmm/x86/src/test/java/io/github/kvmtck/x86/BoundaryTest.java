package io.github.kvmtck.x86;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kvmtck.x86.cpu.DebugRegisters;
import io.github.kvmtck.x86.cpu.Events;
import io.github.kvmtck.x86.cpu.Flags;
import io.github.kvmtck.x86.cpu.Gpr;
import io.github.kvmtck.x86.cpu.Segment;
import io.github.kvmtck.x86.cpu.Table;
import io.github.kvmtck.x86.cpu.Vector;
import java.lang.foreign.ValueLayout;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Instruction boundaries: interrupts, stops, debugging, fetching, changing code. */
class BoundaryTest {
  private static void vector(Machine m, int vector, int offset) {
    m.ram.set(ValueLayout.JAVA_INT_UNALIGNED, vector * 4L, offset);
  }

  private static long word(Machine m, long address) {
    return m.ram.get(ValueLayout.JAVA_SHORT_UNALIGNED, address) & 0xffff;
  }

  @Test
  void anInterruptWaitsForTheShadowOfSti() {
    try (Machine m = Machine.realMode("fb 40 41 f4")) {
      m.processor.watchInterruptWindow(true);
      assertThat(m.run(100)).isEqualTo(Stop.WINDOW);
      assertThat(m.cpu.rip).isEqualTo(0x1002);
      assertThat(m.cpu.r[Gpr.RAX]).isEqualTo(1);
      m.processor.watchInterruptWindow(false);
      vector(m, 0x21, 0x3000);
      m.ram.set(ValueLayout.JAVA_BYTE, 0x3000, (byte) 0xf4);
      m.cpu.events.inject(0x21);
      assertThat(m.run(100)).isEqualTo(Stop.HALTED);
      assertThat(m.cpu.rip).isEqualTo(0x3001);
      assertThat(word(m, 0x7ffa)).isEqualTo(0x1002);
      assertThat(word(m, 0x7ffe)).isEqualTo(Flags.IF | 2);
      assertThat(m.cpu.flags.has(Flags.IF)).isFalse();
    }
  }

  @Test
  void anNmiWakesFromHaltAndBlocksTheNextUntilIret() {
    try (Machine m = Machine.realMode("f4 f4")) {
      vector(m, 2, 0x3000);
      m.ram.set(ValueLayout.JAVA_SHORT_UNALIGNED, 0x3000, (short) 0xcf40);
      assertThat(m.run(100)).isEqualTo(Stop.HALTED);
      m.cpu.events.nmiPending(true);
      assertThat(m.run(1)).isEqualTo(Stop.BUDGET);
      assertThat(m.cpu.events.nmiBlocked()).isTrue();
      m.cpu.events.nmiPending(true);
      assertThat(m.run(1)).as("IRET").isEqualTo(Stop.BUDGET);
      assertThat(m.cpu.events.nmiBlocked()).isFalse();
      assertThat(m.cpu.rip).isEqualTo(0x1001);
      assertThat(m.run(100)).isEqualTo(Stop.HALTED);
      assertThat(m.cpu.r[Gpr.RAX]).isEqualTo(2);
      assertThat(m.cpu.rip).isEqualTo(0x1002);
    }
  }

  @Test
  void aFaultSavesTheAddressOfItsInstruction() {
    try (Machine m = Machine.realMode("40 f6f1")) {
      vector(m, Vector.DE, 0x3000);
      m.ram.set(ValueLayout.JAVA_BYTE, 0x3000, (byte) 0xf4);
      assertThat(m.run(100)).isEqualTo(Stop.HALTED);
      assertThat(word(m, 0x7ffa)).isEqualTo(0x1001);
    }
  }

  @Test
  void withoutAnIvtEveryFaultEndsInShutdown() {
    try (Machine m = Machine.realMode("0f0b")) {
      m.cpu.control.idtr(new Table(0, 0));
      assertThat(m.run(100)).isEqualTo(Stop.SHUTDOWN);
      assertThat(m.cpu.rip).isEqualTo(0x1000);
      assertThat(m.cpu.events.pendingVector()).isEqualTo(Events.NONE);
    }
  }

  @Test
  void attentionEndsASpinningRunFromAnotherThread() throws InterruptedException {
    try (Machine m = Machine.realMode("ebfe")) {
      Thread other = new Thread(m.cpu.boundary::attention);
      other.start();
      assertThat(m.run(Long.MAX_VALUE)).isEqualTo(Stop.ATTENTION);
      other.join();
      assertThat(m.run(1)).as("it stays until taken").isEqualTo(Stop.ATTENTION);
      m.cpu.boundary.takeAttention();
      assertThat(m.run(1000)).isEqualTo(Stop.BUDGET);
      assertThat(m.cpu.rip).isEqualTo(0x1000);
    }
  }

  /** Else an owner that goes away with EINTR, and saves the state, loses the HLT. */
  @Test
  void attentionDoesNotComeBetweenHltAndItsEnd() {
    try (Machine m =
        new Machine(1 << 20) {
          @Override
          public void write(long address, int length, long value) {
            cpu.boundary.attention();
          }
        }) {
      m.code("678803" + "f4"); // mov [ebx], al; hlt
      m.cpu.segments.set(Segment.CS, Segment.real(0));
      m.cpu.segments.set(Segment.DS, new Segment(0, 0, 0xffff_ffffL, Segment.DATA));
      m.cpu.rip = Machine.CODE;
      m.cpu.r[3] = 1 << 20;
      assertThat(m.run(10)).isEqualTo(Stop.HALTED);
      assertThat(m.run(10)).isEqualTo(Stop.ATTENTION);
    }
  }

  @Test
  void codeOutsideRamIsReportedWithTheBytesBeforeIt() {
    try (Machine m = Machine.realMode("ea0000" + "00ff" + "ff".repeat(3))) {
      m.cpu.segments.set(Segment.CS, new Segment(0xffff, 0xffff0, 0xffff, Segment.CODE));
      m.cpu.rip = 0x10;
      Stop stop = m.run(10);
      assertThat(stop).isEqualTo(new Stop.NoCode(0x100000, List.of()));
      assertThat(m.cpu.rip).isEqualTo(0x10);
      assertThat(m.run(10)).isEqualTo(stop);
      m.ram.set(ValueLayout.JAVA_SHORT_UNALIGNED, 0xffffe, (short) 0x04c7);
      m.cpu.rip = 0xe;
      assertThat(m.run(10)).isEqualTo(new Stop.NoCode(0x100000, List.of((byte) 0xc7, (byte) 4)));
    }
  }

  @Test
  void runningPastTheCodeLimitIsAFault() {
    try (Machine m = Machine.realMode("f4")) {
      vector(m, Vector.GP, 0x1000);
      m.ram.set(ValueLayout.JAVA_BYTE, 0xffff, (byte) 0x90);
      m.cpu.rip = 0xffff;
      assertThat(m.run(10)).isEqualTo(Stop.HALTED);
      assertThat(word(m, 0x7ffa)).isEqualTo(0);
    }
  }

  @Test
  void theOwnerSteps() {
    try (Machine m = Machine.realMode("40 41 f4")) {
      m.cpu.guestDebug.singleStep(true);
      assertThat(m.run(10)).isEqualTo(new Stop.Debug(1, 0x1001, 0xffff4ff0L, 0x400));
      assertThat(m.run(10)).isEqualTo(new Stop.Debug(1, 0x1002, 0xffff4ff0L, 0x400));
      assertThat(m.cpu.debug.dr6()).isEqualTo(DebugRegisters.DR6_INIT);
    }
  }

  @Test
  void steppingReportsAfterAResumedInstruction() {
    try (Machine m = Machine.realMode("e410 f4")) {
      m.cpu.guestDebug.singleStep(true);
      m.answers.add(1L);
      assertThat(m.finish(m.run(10))).isEqualTo(new Stop.Debug(1, 0x1002, 0xffff4ff0L, 0x400));
    }
  }

  @Test
  void theOwnersBreakpointStopsBeforeTheInstruction() {
    try (Machine m = Machine.realMode("40 41 f4")) {
      m.cpu.guestDebug.hardware(true);
      m.cpu.guestDebug.registers().address(0, 0x1001);
      m.cpu.guestDebug.registers().dr7(0x402);
      assertThat(m.run(10)).isEqualTo(new Stop.Debug(1, 0x1001, 0xffff0ff1L, 0x402));
      assertThat(m.cpu.r[Gpr.RCX]).isZero();
    }
  }

  @Test
  void theOwnerSeesInt3() {
    try (Machine m = Machine.realMode("40 cc")) {
      m.cpu.guestDebug.software(true);
      assertThat(m.run(10)).isEqualTo(new Stop.Debug(3, 0x1001, 0xffff0ff0L, 0x400));
      assertThat(m.cpu.rip).isEqualTo(0x1001);
    }
  }

  @Test
  void theGuestsDataBreakpointTrapsAfterTheWrite() {
    try (Machine m = Machine.realMode("a30020 f4")) {
      vector(m, Vector.DB, 0x3000);
      m.ram.set(ValueLayout.JAVA_BYTE, 0x3000, (byte) 0xf4);
      m.cpu.r[Gpr.RAX] = 0x1234;
      m.cpu.debug.address(1, 0x2001);
      m.cpu.debug.dr7(0x400 | 4 | 1 << 20);
      assertThat(m.run(10)).isEqualTo(Stop.HALTED);
      assertThat(m.cpu.rip).isEqualTo(0x3001);
      assertThat(word(m, 0x7ffa)).isEqualTo(0x1003);
      assertThat(word(m, 0x2000)).isEqualTo(0x1234);
      assertThat(m.cpu.debug.dr6()).isEqualTo(0xffff0ff2L);
    }
  }

  @Test
  void theGuestStepsWithTheTrapFlag() {
    try (Machine m = Machine.realMode("40 41 f4")) {
      vector(m, Vector.DB, 0x3000);
      m.ram.set(ValueLayout.JAVA_BYTE, 0x3000, (byte) 0xf4);
      m.cpu.flags.put(Flags.TF, true);
      assertThat(m.run(10)).isEqualTo(Stop.HALTED);
      assertThat(word(m, 0x7ffa)).isEqualTo(0x1001);
      assertThat(word(m, 0x7ffe)).isEqualTo(Flags.TF | 2);
      assertThat(m.cpu.debug.dr6()).isEqualTo(0xffff4ff0L);
    }
  }

  @Test
  void movToSsShadowsTheTrap() {
    try (Machine m = Machine.realMode("8ed0 40 f4")) {
      vector(m, Vector.DB, 0x3000);
      m.ram.set(ValueLayout.JAVA_BYTE, 0x3000, (byte) 0xf4);
      m.cpu.flags.put(Flags.TF, true);
      assertThat(m.run(10)).isEqualTo(Stop.HALTED);
      assertThat(word(m, 0x7ffa)).isEqualTo(0x1003);
    }
  }

  @Test
  void aStoreIntoTheNextInstructionIsExecuted() {
    try (Machine m = Machine.realMode("c606051041 40 f4")) {
      for (int i = 0; i < 3; i++) {
        m.cpu.rip = 0x1000;
        m.cpu.events.halted(false);
        m.ram.set(ValueLayout.JAVA_BYTE, 0x1005, (byte) 0x40);
        assertThat(m.run(10)).isEqualTo(Stop.HALTED);
      }
      assertThat(m.cpu.r[Gpr.RAX]).isZero();
      assertThat(m.cpu.r[Gpr.RCX]).isEqualTo(3);
    }
  }

  @Test
  void aStoreFromOutsideIsSeenAtTheNextBlock() {
    try (Machine m = Machine.realMode("40 eb fd")) {
      m.run(1000);
      m.ram.set(ValueLayout.JAVA_BYTE, 0x1000, (byte) 0x41);
      m.run(1000);
      assertThat(m.cpu.r[Gpr.RAX]).isEqualTo(500);
      assertThat(m.cpu.r[Gpr.RCX]).isEqualTo(500);
    }
  }

  @Test
  void lockIsUndefinedWhereNothingIsUpdated() {
    try (Machine m = Machine.realMode("f08b07")) {
      m.run(1);
      assertThat(m.cpu.events.pendingVector()).isEqualTo(Vector.UD);
    }
  }
}
