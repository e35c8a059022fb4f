package io.github.kvmtck.x86;

import static io.github.kvmtck.x86.CompiledMachines.compiling;
import static io.github.kvmtck.x86.CompiledMachines.handling;
import static io.github.kvmtck.x86.CompiledMachines.same;

import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Compiled or not, a program does the same: state, faults, and how many instructions it took. */
class RegionTest {
  private static final int MOST = 6000;

  @ParameterizedTest
  @ValueSource(ints = {16, 32, 64})
  void randomProgramsEndInTheSameState(int bits) {
    run(bits, 30, 1);
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
      try (Machine handled = handling(bits, source);
          Machine compiled = compiling(bits, source)) {
        for (int n = 0; n < 16; n++) {
          handled.cpu.r[n] = n == 4 ? 0x8000 : random.nextLong();
          compiled.cpu.r[n] = handled.cpu.r[n];
        }
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

  private static Stop step(Machine m, int budget) {
    Stop stop = m.run(budget);
    if (stop instanceof Stop.Suspended) {
      m.answers.add(0x1234_5678_9abc_def0L);
      m.finish(stop);
    }
    return stop;
  }
}
