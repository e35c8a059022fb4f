package io.github.kvmtck.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.Test;

class MainTest {
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void whatACommandSaysIsHandedOn() {
    assertThat(status(() -> 3)).isEqualTo(3);
    assertThat(err.size()).isZero();
  }

  @Test
  void anErrorOfTheJvmIsNoVerdict() {
    assertThat(
            status(() -> {
              throw new OutOfMemoryError("Java heap space");
            }))
        .isEqualTo(5);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("OutOfMemoryError: Java heap space");
  }

  private int status(IntSupplier command) {
    return Main.status(command, new PrintStream(err, true, StandardCharsets.UTF_8));
  }
}
