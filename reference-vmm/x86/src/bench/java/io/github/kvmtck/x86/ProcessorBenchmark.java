package io.github.kvmtck.x86;

import io.github.kvmtck.x86.cpu.Gpr;
import io.github.kvmtck.x86.cpu.Segment;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Instructions per microsecond (MIPS) of real-mode loops, and the cost of leaving and resuming. */
@State(Scope.Thread)
@Fork(
    value = 1,
    jvmArgsAppend = {"--enable-native-access=ALL-UNNAMED", "-XX:+UseSerialGC"})
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class ProcessorBenchmark {
  private static final int BUDGET = 100_000;
  private static final int CODE = 0x1000;

  /** Load, add, store, count, branch. */
  private static final String SHORT = "8b07 01c8 8907 49 75f7 b9e803 ebf2";

  /**
   * Loads and stores with index and displacement, arithmetic, logic, a shift, stack, 32-bit
   * operands, a call, two conditional branches: 17 instructions in four blocks.
   */
  private static final String MIXED =
      """
      bb0020 be0000 bf0030 b9e803
      8b00 01c8 8905 46 81e6ff00 3d0500 7502 31d2
      50 d1e0 5a 6689d0 e80500 49 75e1 ebd3
      83c203 c3
      """;

  private QuietBus bus = new QuietBus();
  private Processor processor = new Processor(bus.cpu);

  private void load(String code) {
    bus = new QuietBus();
    processor = new Processor(bus.cpu);
    byte[] bytes = HexFormat.of().parseHex(code.replaceAll("\\s", ""));
    MemorySegment.copy(bytes, 0, bus.ram, ValueLayout.JAVA_BYTE, CODE, bytes.length);
    for (int i = 0; i <= Segment.GS; i++) {
      bus.cpu.segments.set(i, Segment.real(0));
    }
    bus.cpu.rip = CODE;
    bus.cpu.r[Gpr.RSP] = 0x8000;
    bus.cpu.r[Gpr.RBX] = 0x2000;
    bus.cpu.r[Gpr.RCX] = 1000;
  }

  /** One program each. */
  @State(Scope.Thread)
  public static class Program {
    final ProcessorBenchmark machine = new ProcessorBenchmark();
  }

  /** {@link #SHORT}. */
  public static class ShortLoop extends Program {
    @Setup
    public void load() {
      machine.load(SHORT);
    }
  }

  /** {@link #MIXED}. */
  public static class MixedLoop extends Program {
    @Setup
    public void load() {
      machine.load(MIXED);
    }
  }

  /** {@code in al, 0x10; jmp}. */
  public static class InLoop extends Program {
    @Setup
    public void load() {
      machine.load("e410 ebfc");
    }
  }

  /** {@code out 0x10, al; jmp}. */
  public static class OutLoop extends Program {
    @Setup
    public void load() {
      machine.load("e610 ebfc");
    }
  }

  /** {@code mov al, [es:0]; jmp} with ES outside RAM. */
  public static class ReadLoop extends Program {
    @Setup
    public void load() {
      machine.load("26a00000 ebfa");
      Segment outside = new Segment(0, 1 << 20, 0xffff, Segment.DATA);
      machine.bus.cpu.segments.set(Segment.ES, outside);
    }
  }

  @Benchmark
  @BenchmarkMode(Mode.Throughput)
  @OutputTimeUnit(TimeUnit.MICROSECONDS)
  @OperationsPerInvocation(BUDGET)
  public Stop shortLoop(ShortLoop program) {
    return program.machine.processor.run(BUDGET);
  }

  @Benchmark
  @BenchmarkMode(Mode.Throughput)
  @OutputTimeUnit(TimeUnit.MICROSECONDS)
  @OperationsPerInvocation(BUDGET)
  public Stop mixedLoop(MixedLoop program) {
    return program.machine.processor.run(BUDGET);
  }

  @Benchmark
  @BenchmarkMode(Mode.AverageTime)
  @OutputTimeUnit(TimeUnit.NANOSECONDS)
  public Stop portInSuspendedAndResumed(InLoop program) {
    return suspendAndResume(program);
  }

  @Benchmark
  @BenchmarkMode(Mode.AverageTime)
  @OutputTimeUnit(TimeUnit.NANOSECONDS)
  public Stop deviceReadSuspendedAndResumed(ReadLoop program) {
    return suspendAndResume(program);
  }

  private static Stop suspendAndResume(Program program) {
    Stop stop = program.machine.processor.run(BUDGET);
    program.machine.bus.answered = true;
    return program.machine.processor.resume((Stop.Suspended) stop);
  }

  @Benchmark
  @BenchmarkMode(Mode.AverageTime)
  @OutputTimeUnit(TimeUnit.NANOSECONDS)
  public Stop portOutStopping(OutLoop program) {
    return program.machine.processor.run(BUDGET);
  }
}
