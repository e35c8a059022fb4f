package io.github.kvmtck.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kvmtck.linux.Platform;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The model against the processor of this machine, in a JVM of its own. */
class SiliconTest {
  private static final long SEED = 20_260_101;

  /** How a JVM of cases ended: its exit code, and its last lines. */
  private record End(int code, List<String> lines) {
    String last() {
      return lines.isEmpty() ? "" : lines.getLast();
    }
  }

  @BeforeEach
  void onlyWhereCodeCanBeRun() {
    Platform.unavailable().ifPresent(why -> Assumptions.abort("NOT-RUN: " + why));
  }

  @ParameterizedTest
  @EnumSource(Width.class)
  void theModelDoesWhatSiliconDoes(Width width) throws Exception {
    agree(width, 100_000, Long.getLong("kvm-tck.seed", SEED));
  }

  @ParameterizedTest
  @EnumSource(Width.class)
  @Tag("proof")
  void theModelDoesWhatSiliconDoesForMillionsOfCasesOfAnySeed(Width width) throws Exception {
    agree(width, 12_000_000, Long.getLong("kvm-tck.seed", ThreadLocalRandom.current().nextLong()));
  }

  @ParameterizedTest
  @EnumSource(Width.class)
  void whatIsPlantedIsFound(Width width) throws Exception {
    End end = run(width.name(), "8192", "1", "9");
    assertThat(end.lines()).anyMatch(line -> line.endsWith(" 9 differ"));
    assertThat(end.code()).isEqualTo(1);
  }

  private static void agree(Width width, long cases, long seed) throws Exception {
    End end = run(width.name(), Long.toString(cases), Long.toString(seed));
    assertThat(end.lines())
        .as("seed %d, %s", seed, end.last())
        .last()
        .asString()
        .startsWith(cases + " cases, ")
        .endsWith(" 0 differ");
    assertThat(end.code()).as("exit code of the JVM that ran the cases").isZero();
  }

  private static End run(String... args) throws IOException, InterruptedException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String[] command = {
      java,
      "-XX:+UseSerialGC",
      "--enable-native-access=ALL-UNNAMED",
      "-cp",
      System.getProperty("java.class.path"),
      Main.class.getName()
    };
    List<String> all = new ArrayList<>(List.of(command));
    all.addAll(List.of(args));
    Process process = new ProcessBuilder(all).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new End(process.waitFor(), output.lines().toList());
  }
}
