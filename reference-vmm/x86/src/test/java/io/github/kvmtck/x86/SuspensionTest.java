package io.github.kvmtck.x86;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kvmtck.x86.cpu.Events;
import io.github.kvmtck.x86.cpu.Gpr;
import io.github.kvmtck.x86.cpu.Segment;
import io.github.kvmtck.x86.cpu.Vector;
import java.lang.foreign.ValueLayout;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the rules about completion need of the processor: COMP-01 to COMP-24. */
class SuspensionTest {
  private static final long RAX = 0x1122_3344_5566_7788L;

  private static Machine realMode(String code) {
    Machine m = Machine.realMode(code);
    m.cpu.segments.set(Segment.DS, new Segment(0x2000, 0x200000, 0xffff, Segment.DATA));
    m.cpu.r[Gpr.RAX] = RAX;
    m.cpu.control.cr4(1 << 9);
    return m;
  }

  @Test
  void inChangesNothingUntilItIsAnswered() {
    try (Machine m = realMode("e410 90 90 f4")) {
      Stop stop = m.run(100);
      assertThat(stop).isInstanceOf(Stop.Suspended.class);
      assertThat(((Stop.Suspended) stop).next()).isEqualTo(0x1002);
      assertThat(m.cpu.rip).isEqualTo(0x1000);
      assertThat(m.cpu.r[Gpr.RAX]).isEqualTo(RAX);
      m.answers.add(0xABL);
      assertThat(m.finish(stop)).isEqualTo(Stop.BUDGET);
      assertThat(m.cpu.rip).isEqualTo(0x1002);
      assertThat(m.cpu.r[Gpr.RAX]).isEqualTo(0x1122_3344_5566_77ABL);
      assertThat(m.log).containsExactly("in 10/1");
    }
  }

  @Test
  void aFourByteInClearsTheUpperHalf() {
    try (Machine m = realMode("66ed")) {
      m.answers.add(0xdeadbeefL);
      m.finish(m.run(1));
      assertThat(m.cpu.r[Gpr.RAX]).isEqualTo(0xdeadbeefL);
    }
  }

  @Test
  void aReadThatCrossesAPageAsksForTheLowerPartFirst() {
    try (Machine m = realMode("a1ff0f 90 f4")) {
      m.answers.addAll(List.of(0x34L, 0x12L));
      assertThat(m.finish(m.run(1))).isEqualTo(Stop.BUDGET);
      assertThat(m.log).containsExactly("read 200fff/1", "read 201000/1");
      assertThat(m.cpu.r[Gpr.RAX]).isEqualTo(0x1122_3344_5566_1234L);
      assertThat(m.cpu.rip).isEqualTo(0x1003);
    }
  }

  @Test
  void aReadModifyWriteReadsThenWrites() {
    try (Machine m = realMode("8006000001 90 f4")) {
      m.answers.add(0x41L);
      Stop first = m.run(1);
      assertThat(m.cpu.flags.get()).isEqualTo(2);
      assertThat(m.finish(first)).isEqualTo(Stop.ASKED);
      assertThat(m.log).containsExactly("read 200000/1", "write 200000/1=42");
      assertThat(m.cpu.rip).isEqualTo(0x1005);
    }
  }

  @Test
  void aWriteIsDoneBeforeTheStop() {
    try (Machine m = realMode("66a3fe0f 90")) {
      m.cpu.r[Gpr.RAX] = 0x44332211;
      assertThat(m.run(5)).isEqualTo(Stop.ASKED);
      assertThat(m.log).containsExactly("write 200ffe/2=2211", "write 201000/2=4433");
      assertThat(m.cpu.rip).isEqualTo(0x1004);
    }
  }

  @Test
  void sixteenBytesComeInPiecesOfAtMostEight() {
    try (Machine m = realMode("f30f6f060000 f30f6f06fc0f f30f7f060000")) {
      m.answers.addAll(List.of(0x1111L, 0x2222L));
      assertThat(m.finish(m.run(1))).isEqualTo(Stop.BUDGET);
      assertThat(m.log).containsExactly("read 200000/8", "read 200008/8");
      assertThat(m.cpu.vectors.xmm[0]).isEqualTo(0x1111);
      assertThat(m.cpu.vectors.xmm[1]).isEqualTo(0x2222);
      m.log.clear();
      m.answers.addAll(List.of(0xddccbbaaL, 0x8877665544332211L, 0x0c0b0a09L));
      assertThat(m.finish(m.run(1))).isEqualTo(Stop.BUDGET);
      assertThat(m.log).containsExactly("read 200ffc/4", "read 201000/8", "read 201008/4");
      assertThat(m.cpu.vectors.xmm[0]).isEqualTo(0x44332211ddccbbaaL);
      assertThat(m.cpu.vectors.xmm[1]).isEqualTo(0x0c0b0a0988776655L);
      m.log.clear();
      assertThat(m.run(1)).isEqualTo(Stop.ASKED);
      assertThat(m.log)
          .containsExactly("write 200000/8=44332211ddccbbaa", "write 200008/8=c0b0a0988776655");
    }
  }

  @Test
  void ofAnAccessHalfInRamOnlyTheRestIsAsked() {
    try (Machine m = realMode("a1ff0f")) {
      m.cpu.segments.set(Segment.DS, new Segment(0, (1 << 20) - 0x1000, 0xffff, Segment.DATA));
      m.ram.set(ValueLayout.JAVA_BYTE, (1 << 20) - 1, (byte) 0x77);
      m.answers.add(0x12L);
      assertThat(m.finish(m.run(1))).isEqualTo(Stop.BUDGET);
      assertThat(m.log).containsExactly("read 100000/1");
      assertThat(m.cpu.r[Gpr.RAX] & 0xffff).isEqualTo(0x1277);
    }
  }

  @Test
  void repInsFinishesABatchAndStays() {
    try (Machine m = realMode("f36c 90 f4")) {
      m.cpu.r[Gpr.RCX] = 5;
      m.cpu.r[Gpr.RDX] = 0x10;
      m.cpu.r[Gpr.RDI] = 0x3ffe;
      Stop stop = m.run(100);
      assertThat(m.cpu.r[Gpr.RCX]).isEqualTo(5);
      m.answers.add(0x30L);
      assertThat(m.finish(stop)).isEqualTo(Stop.BUDGET);
      assertThat(m.cpu.r[Gpr.RCX]).isEqualTo(3);
      assertThat(m.cpu.rip).isEqualTo(0x1000);
      Stop second = m.run(100);
      m.answers.add(0x40L);
      assertThat(m.finish(second)).isEqualTo(Stop.BUDGET);
      assertThat(m.log).containsExactly("ins 10/1 x5 at ffe", "ins 10/1 x3 at 0");
      assertThat(m.cpu.r[Gpr.RCX]).isZero();
      assertThat(m.cpu.r[Gpr.RDI]).isEqualTo(0x4003);
      assertThat(m.cpu.rip).isEqualTo(0x1000);
      assertThat(m.cpu.memory.load32(Segment.ES, 0x3ffe)).isEqualTo(0x41403130);
      assertThat(m.run(100)).isEqualTo(Stop.HALTED);
      assertThat(m.log).hasSize(2);
    }
  }

  @Test
  void repOutsStopsAfterEachUnitWithRegistersStepped() {
    try (Machine m = realMode("f36e f4")) {
      m.cpu.segments.set(Segment.DS, Segment.real(0));
      m.cpu.r[Gpr.RCX] = 2;
      m.cpu.r[Gpr.RDX] = 0x10;
      m.cpu.r[Gpr.RSI] = 0x1000;
      assertThat(m.run(100)).isEqualTo(Stop.ASKED);
      assertThat(m.cpu.r[Gpr.RCX]).isEqualTo(1);
      assertThat(m.cpu.r[Gpr.RSI]).isEqualTo(0x1001);
      assertThat(m.cpu.rip).isEqualTo(0x1000);
      assertThat(m.run(100)).isEqualTo(Stop.ASKED);
      assertThat(m.cpu.rip).as("the last unit leaves RIP too").isEqualTo(0x1000);
      assertThat(m.run(100)).isEqualTo(Stop.HALTED);
      assertThat(m.log).containsExactly("outs 10/1=f3", "outs 10/1=6e");
    }
  }

  @Test
  void repMovsBetweenDevicesAsksAndTellsUnitByUnit() {
    try (Machine m = realMode("f3a4 f4")) {
      m.cpu.segments.set(Segment.ES, m.cpu.segments.get(Segment.DS));
      m.cpu.r[Gpr.RCX] = 2;
      m.cpu.r[Gpr.RDI] = 0x100;
      m.answers.add(0x5AL);
      assertThat(m.finish(m.run(100))).isEqualTo(Stop.ASKED);
      assertThat(m.cpu.r[Gpr.RCX]).isEqualTo(1);
      m.answers.add(0x5BL);
      assertThat(m.finish(m.run(100))).isEqualTo(Stop.ASKED);
      assertThat(m.cpu.r[Gpr.RDI]).isEqualTo(0x102);
      assertThat(m.log)
          .containsExactly(
              "read 200000/1", "write 200100/1=5a", "read 200001/1", "write 200101/1=5b");
      assertThat(m.run(100)).isEqualTo(Stop.HALTED);
    }
  }

  @Test
  void theDecodedInstructionIsResumedWhateverMemoryHolds() {
    try (Machine m = realMode("e410 f4")) {
      Stop stop = m.run(1);
      m.code("0f0b f4");
      m.answers.add(7L);
      assertThat(m.finish(stop)).isEqualTo(Stop.BUDGET);
      assertThat(m.cpu.rip).isEqualTo(0x1002);
      assertThat(m.run(10)).isEqualTo(Stop.HALTED);
    }
  }

  @Test
  void aRefusedMsrIsAPendingFault() {
    try (Machine m = realMode("66b978563412 0f32 f4")) {
      Stop stop = m.run(2);
      m.answers.add(0L);
      m.refuseAnswers = true;
      assertThat(m.finish(stop)).isEqualTo(Stop.BUDGET);
      assertThat(m.log).containsExactly("rdmsr 12345678");
      assertThat(m.cpu.rip).isEqualTo(0x1006);
      assertThat(m.cpu.events.pendingVector()).isEqualTo(Vector.GP);
      assertThat(m.cpu.events.pendingCode()).isZero();
      m.cpu.events.clearPending();
      assertThat(m.cpu.events.pendingCode()).isEqualTo(Events.NO_CODE);
    }
  }

  @Test
  void anAnsweredMsrFillsEdxAndEax() {
    try (Machine m = realMode("66b978563412 0f32 f4")) {
      m.answers.add(0x1111222233334444L);
      assertThat(m.finish(m.run(2))).isEqualTo(Stop.BUDGET);
      assertThat(m.cpu.r[Gpr.RAX]).isEqualTo(0x33334444);
      assertThat(m.cpu.r[Gpr.RDX]).isEqualTo(0x11112222);
      assertThat(m.cpu.rip).isEqualTo(0x1008);
    }
  }

  @Test
  void pushaToADeviceStopsAfterAllOfIt() {
    try (Machine m = realMode("60 f4")) {
      m.cpu.segments.set(Segment.SS, m.cpu.segments.get(Segment.DS));
      assertThat(m.run(10)).isEqualTo(Stop.ASKED);
      assertThat(m.log).hasSize(8);
      assertThat(m.cpu.r[Gpr.RSP]).isEqualTo(0x8000 - 16);
      assertThat(m.cpu.rip).isEqualTo(0x1001);
    }
  }
}
