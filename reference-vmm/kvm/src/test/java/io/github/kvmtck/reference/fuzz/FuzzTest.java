package io.github.kvmtck.reference.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/** {@link Fuzzer} over the corpus, and over bytes drawn by chance. */
class FuzzTest {
  private static final int SOME = 50;

  /** What once went wrong, and what goes far. */
  @Test
  void theCorpus() throws Exception {
    Corpus corpus = new Corpus();
    assertThat(corpus.inputs()).isNotEmpty();
    try (Fuzzer fuzzer = new Fuzzer(Fuzzer.LONG)) {
      fuzzer.run(corpus.inputs().iterator());
      assertThat(fuzzer.streams()).isGreaterThanOrEqualTo(corpus.inputs().size());
    }
  }

  @Test
  void someBytes() throws Exception {
    Random random = new Random(1);
    Corpus corpus = new Corpus();
    try (Fuzzer fuzzer = new Fuzzer(Fuzzer.LONG / 4)) {
      fuzzer.run(Stream.generate(() -> corpus.draw(random)).limit(SOME).iterator());
      assertThat(fuzzer.streams()).isGreaterThanOrEqualTo(SOME);
    }
  }

  /** The system properties {@code fuzz.seconds} and {@code fuzz.seed} say how long, from where. */
  @Test
  @Tag("proof")
  void manyBytes(TestReporter report) throws Exception {
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                FuzzProcess.class.getName(),
                System.getProperty("fuzz.seconds", "60"),
                System.getProperty("fuzz.seed", Long.toString(System.nanoTime())))
            .redirectErrorStream(true)
            .start();
    String said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    report.publishEntry(said);
    assertThat(child.waitFor()).as(said).isZero();
  }
}
