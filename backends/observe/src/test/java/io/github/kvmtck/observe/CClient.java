package io.github.kvmtck.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** A program of {@code src/test/c}. */
final class CClient {
  private CClient() {}

  /** Compiles it; aborts the test with the reason where there is no compiler. */
  static String compiled(String name, Path folder) throws InterruptedException {
    Path program = folder.resolve(name);
    Path source = Path.of("src/test/c", name + ".c").toAbsolutePath();
    try {
      int status =
          new ProcessBuilder(
                  "gcc", "-O2", "-Wall", "-pthread", "-o", program.toString(), source.toString())
              .inheritIO()
              .start()
              .waitFor();
      assertThat(status).as("gcc").isZero();
    } catch (IOException e) {
      Assumptions.abort("gcc is not installed: " + e.getMessage());
    }
    return program.toString();
  }
}
