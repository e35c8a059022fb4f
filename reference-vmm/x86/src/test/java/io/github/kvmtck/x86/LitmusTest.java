package io.github.kvmtck.x86;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kvmtck.x86.Litmus.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * The order in which processors see each other's accesses is that of x86: what it forbids is never
 * seen, however instructions are executed. What it allows is counted: not every machine shows it.
 */
class LitmusTest {
  private static final int MOST_ROUNDS = 2048;
  private static final int CELL = 128;
  private static final int CELLS = 0x100000;
  private static final int RESULTS = 0x20000;
  private static final int RESULTS_OF_ONE = 0x10000;
  private static final int TURN = 0x18000;

  /** How long a round waits for the other processors, which may not be running at all. */
  private static final int PATIENCE = 50;

  static final List<Litmus> LITMUS =
      Stream.concat(Litmus.order().stream(), Litmus.atomicity().stream()).toList();

  static final List<Arguments> EACH =
      Stream.of(Smp.Engine.values())
          .flatMap(engine -> LITMUS.stream().map(litmus -> Arguments.of(engine, litmus)))
          .toList();

  @ParameterizedTest
  @EnumSource
  void nothingForbiddenIsSeen(Smp.Engine engine, TestReporter report) throws Exception {
    for (Litmus litmus : LITMUS) {
      run(engine, litmus, 200, 1, report);
    }
  }

  @ParameterizedTest
  @FieldSource("EACH")
  @Tag("proof")
  void nothingForbiddenIsSeenInManyRounds(Smp.Engine engine, Litmus litmus, TestReporter report)
      throws Exception {
    run(engine, litmus, MOST_ROUNDS, batches(engine), report);
  }

  /** Each engine takes about as long. */
  private static int batches(Smp.Engine engine) {
    return switch (engine) {
      case INTERPRETER -> 4;
      case HANDLERS -> 150;
      case REGIONS -> 400;
    };
  }

  private static void run(
      Smp.Engine engine, Litmus litmus, int rounds, int batches, TestReporter report)
      throws Exception {
    int count = litmus.threads().size();
    List<String> programs = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      programs.add(program(litmus, i, rounds));
    }
    int forbidden = 0;
    int weak = 0;
    try (Smp smp = new Smp(engine, programs)) {
      for (int i = 0; i < batches; i++) {
        smp.clear(CELLS, Smp.SIZE - CELLS);
        smp.clear(TURN, 64L * count);
        smp.run();
        for (int round = 0; round < rounds; round++) {
          Outcome outcome = outcome(smp, litmus, round);
          forbidden += litmus.forbidden().test(outcome) ? 1 : 0;
          weak += litmus.weak().test(outcome) ? 1 : 0;
        }
      }
    }
    report.publishEntry(
        "%s, %s".formatted(litmus, engine),
        "%,d rounds, %,d weak".formatted(batches * rounds, weak));
    assertThat(forbidden).as("forbidden outcomes of %s, %s", litmus, engine).isZero();
  }

  private static Outcome outcome(Smp smp, Litmus litmus, int round) {
    int count = litmus.threads().size();
    long[] r8 = new long[count];
    long[] r9 = new long[count];
    for (int i = 0; i < count; i++) {
      long at = RESULTS + (long) i * RESULTS_OF_ONE + 16L * round;
      r8[i] = smp.quad(at);
      r9[i] = smp.quad(at + 8);
    }
    long x = CELLS + (long) CELL * round;
    return new Outcome(r8, r9, smp.quad(x), smp.quad(x + litmus.distance()));
  }

  /** Rounds of one processor: each begins, more or less, when the others begin it too. */
  private static String program(Litmus litmus, int number, int rounds) {
    StringBuilder text =
        new StringBuilder(
            """
            mov r14d, %d
            mov r15d, %d
            mov r12d, 0
            round:
            inc r12
            mov [%d], r12
            """
                .formatted(CELLS, RESULTS + number * RESULTS_OF_ONE, TURN + 64 * number));
    for (int other = 0; other < litmus.threads().size(); other++) {
      if (other != number) {
        text.append(
            """
            mov r13d, %1$d
            wait%2$d:
            cmp [%3$d], r12
            jae go%2$d
            dec r13d
            jnz wait%2$d
            go%2$d:
            """
                .formatted(PATIENCE, other, TURN + 64 * other));
      }
    }
    String body =
        litmus
            .threads()
            .get(number)
            .replace(" / ", "\n")
            .replace("[x", "[r14")
            .replace("[y", "[r14+" + litmus.distance());
    text.append("xor r8d, r8d\nxor r9d, r9d\n").append(body);
    return text.append(
            """

            mov [r15], r8
            mov [r15+8], r9
            add r15, 16
            add r14, %d
            cmp r12d, %d
            jne round
            hlt
            """
                .formatted(CELL, rounds))
        .toString();
  }
}
