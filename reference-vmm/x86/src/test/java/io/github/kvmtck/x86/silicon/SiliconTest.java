package io.github.kvmtck.x86.silicon;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kvmtck.x86.exec.Handlers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Every case of the sample of SingleStepTests/80286, captured on a Harris 80C286. Cases that no
 * later processor can agree with are in {@code excluded.txt}; differences that remain are in {@code
 * differences.txt}, each with its explanation. Both lists must be exactly right.
 */
class SiliconTest {
  private static final double REQUIRED = 0.995;

  @Test
  void theInterpreterAgreesWithSilicon() throws IOException {
    agreesWithSilicon(new Handlers(Integer.MAX_VALUE), Integer.MAX_VALUE);
  }

  @Test
  void generatedHandlersAgreeWithSilicon() throws IOException {
    agreesWithSilicon(new Handlers(1), Integer.MAX_VALUE);
  }

  @Test
  @Tag("proof")
  void compiledRegionsAgreeWithSilicon() throws IOException {
    agreesWithSilicon(new Handlers(1), 1);
  }

  private static void agreesWithSilicon(Handlers handlers, int hot) throws IOException {
    Path folder =
        Path.of(System.getProperty("kvm-tck.data", "../shared/data"), "x86-real-mode-80286");
    Assumptions.assumeTrue(
        Files.isDirectory(folder), () -> "NOT-RUN: there are no silicon captures in " + folder);
    Cases cases = new Cases(folder);
    Listed excluded = Listed.read("excluded.txt");
    Listed explained = Listed.read("differences.txt");
    List<String> unexplained = new ArrayList<>();
    Set<String> differing = new HashSet<>();
    int[] counts = new int[2];
    try (Bench bench = new Bench(handlers, hot)) {
      cases.forEach(c -> {
        List<String> found = bench.differences(c, cases.definedFlags(c.opcode()));
        counts[0]++;
        if (found.isEmpty()) {
          counts[1]++;
          return;
        }
        differing.add(c.hash());
        if (!excluded.has(c) && !explained.has(c)) {
          unexplained.add("%s %s %s %s".formatted(c.opcode(), c.hash(), c.name(), found));
        }
      });
    }
    assertThat(unexplained).as("differences from silicon that nothing explains").isEmpty();
    assertThat(differing)
        .as("cases that differ, among them every one that is listed")
        .containsAll(excluded.reasons().keySet())
        .containsAll(explained.reasons().keySet());
    int compared = counts[0] - excluded.reasons().size();
    assertThat((double) counts[1] / compared)
        .as("share of cases that agree")
        .isGreaterThanOrEqualTo(REQUIRED);
  }
}
