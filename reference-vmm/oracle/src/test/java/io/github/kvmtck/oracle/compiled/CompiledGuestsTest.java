package io.github.kvmtck.oracle.compiled;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kvmtck.linux.Platform;
import io.github.kvmtck.x86.Stop;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** C programs that gcc compiled print the same on the model at CPL 0 as they do natively. */
class CompiledGuestsTest {
  private static final List<String> PROGRAMS =
      List.of("hash", "sort", "matrix", "strings", "numbers");
  private static final long BUDGET = 500_000_000;

  @TempDir static Path directory;

  private static Gcc gcc;

  @BeforeAll
  static void compiler() {
    gcc = new Gcc(directory);
  }

  @BeforeEach
  void onlyWhereCodeCanBeCompiledAndRun() {
    Platform.unavailable()
        .or(Gcc::unavailable)
        .ifPresent(why -> Assumptions.abort("NOT-RUN: " + why));
  }

  static Stream<Arguments> guests() {
    return Stream.of(Build.values())
        .flatMap(build -> PROGRAMS.stream().map(program -> Arguments.of(program, build)));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("guests")
  void theModelPrintsWhatSiliconPrints(String program, Build build) throws IOException {
    String expected = gcc.natively(program, build);
    assertThat(expected).isNotEmpty();
    try (Bench bench = new Bench(gcc.guest(program, build), build.bits())) {
      Stop stop = bench.run(BUDGET);
      assertThat(bench.output()).isEqualTo(expected);
      assertThat(stop).as("end at %x", bench.rip()).isEqualTo(Stop.HALTED);
    }
  }
}
