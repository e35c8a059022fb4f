package io.github.kvmtck.x86;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kvmtck.x86.asm.Assembler;
import io.github.kvmtck.x86.cpu.Control;
import io.github.kvmtck.x86.cpu.Segment;
import io.github.kvmtck.x86.cpu.Table;
import io.github.kvmtck.x86.exec.Handlers;
import io.github.kvmtck.x86.exec.Regions;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Compiled or not, a program does the same: state, faults, and how many instructions it took. */
class RegionTest {
  private static final int MOST = 6000;
  private static final int HOT = 100;
  private static final Handlers HANDLERS = new Handlers();

  @ParameterizedTest
  @ValueSource(ints = {16, 32, 64})
  void randomProgramsEndInTheSameState(int bits) {
    run(bits, 12, 1);
  }

  @ParameterizedTest
  @ValueSource(ints = {16, 32, 64})
  @Tag("proof")
  void manyRandomProgramsEndInTheSameState(int bits) {
    run(bits, 20_000, System.nanoTime());
  }

  private static void run(int bits, int programs, long seed) {
    for (int i = 0; i < programs; i++) {
      long one = seed + i;
      Random random = new Random(one);
      String source = RandomProgram.of(random, bits);
      try (Machine handled = machine(Integer.MAX_VALUE);
          Machine compiled = machine(HOT)) {
        prepare(handled, bits, source, new Random(one));
        prepare(compiled, bits, source, new Random(one));
        for (int executed = 0; executed < MOST; ) {
          int budget = 1 + random.nextInt(700);
          Stop expected = step(handled, budget);
          Stop actual = step(compiled, budget);
          String what = "seed %d, %d bits, after %d%n%s".formatted(one, bits, executed, source);
          same(what, handled, compiled, expected, actual);
          executed += budget;
          if (expected != Stop.BUDGET && !(expected instanceof Stop.Suspended)) {
            break;
          }
        }
      }
    }
  }

  private static Machine machine(int hot) {
    return new Machine(1 << 20, HANDLERS, new Regions(hot, HANDLERS, Runnable::run));
  }

  private static Stop step(Machine m, int budget) {
    Stop stop = m.run(budget);
    if (stop instanceof Stop.Suspended) {
      m.answers.add(0x1234_5678_9abc_def0L);
      m.finish(stop);
    }
    return stop;
  }

  private static void same(
      String what, Machine handled, Machine compiled, Stop expected, Stop actual) {
    assertThat(actual.toString()).as(what).isEqualTo(expected.toString());
    assertThat(compiled.processor.executed()).as(what).isEqualTo(handled.processor.executed());
    assertThat(compiled.cpu.r).as(what).isEqualTo(handled.cpu.r);
    assertThat(compiled.cpu.rip).as(what).isEqualTo(handled.cpu.rip);
    assertThat(compiled.cpu.flags.get()).as(what).isEqualTo(handled.cpu.flags.get());
    assertThat(compiled.log).as(what).isEqualTo(handled.log);
    assertThat(compiled.ram.mismatch(handled.ram)).as(what).isEqualTo(-1);
  }

  /** Every exception goes to a handler that counts and halts. */
  private static void prepare(Machine m, int bits, String source, Random random) {
    byte[] code = Assembler.assemble(source, Machine.CODE, bits).bytes();
    MemorySegment.copy(code, 0, m.ram, ValueLayout.JAVA_BYTE, Machine.CODE, code.length);
    for (int i = 0; i < 16; i++) {
      m.cpu.r[i] = random.nextLong();
    }
    for (int i = 0; i <= Segment.GS; i++) {
      m.cpu.segments.set(i, new Segment(0, 0, 0xffff, Segment.DATA));
    }
    if (bits != 16) {
      flat(m, bits);
    }
    m.ram.set(ValueLayout.JAVA_BYTE, 0x600, (byte) 0xf4);
    long[] vectors = new long[64];
    Arrays.fill(vectors, 0x0000_0600_0000_0600L);
    MemorySegment.copy(vectors, 0, m.ram, ValueLayout.JAVA_LONG, 0, bits == 16 ? 64 : 0);
    m.cpu.control.idtr(new Table(0, bits == 16 ? 0x1ff : 0));
    m.cpu.r[4] = 0x8000;
    m.cpu.rip = Machine.CODE;
  }

  private static void flat(Machine m, int bits) {
    for (int i = 0; i <= Segment.GS; i++) {
      m.cpu.segments.set(i, new Segment(16, 0, 0xffffffffL, Segment.DATA | Segment.BIG));
    }
    int kind = bits == 64 ? Segment.LONG : Segment.BIG;
    m.cpu.segments.set(Segment.CS, new Segment(8, 0, 0xffffffffL, Segment.CODE | kind));
    long lma = Control.EFER_LME | Control.EFER_LMA;
    m.ram.set(ValueLayout.JAVA_LONG, 0x10000, 0x11007L);
    m.ram.set(ValueLayout.JAVA_LONG, 0x11000, 0x12007L);
    m.ram.set(ValueLayout.JAVA_LONG, 0x12000, 0x87L);
    m.ram.set(ValueLayout.JAVA_LONG, 0x12008, 0x200087L);
    m.cpu.control.set(
        bits == 64 ? Control.CR0_PE | Control.CR0_PG : Control.CR0_PE,
        0,
        0x10000,
        Control.CR4_PAE,
        bits == 64 ? lma : 0);
  }
}
