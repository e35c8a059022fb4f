package io.github.kvmtck.drivers.inside;

import io.github.kvmtck.drivers.DriverException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.IntConsumer;

/** Takes each byte of the debug port at once. */
record DebugFile(OutputStream out) implements IntConsumer, AutoCloseable {

  static DebugFile of(Path file) throws DriverException {
    try {
      return new DebugFile(Files.newOutputStream(file));
    } catch (IOException e) {
      throw new DriverException("The file of the debug port cannot be written: " + file, e);
    }
  }

  @Override
  public void accept(int value) {
    try {
      out.write(value);
    } catch (IOException e) {
      throw new UncheckedIOException("the file of the debug port cannot be written", e);
    }
  }

  @Override
  public void close() {
    try {
      out.close();
    } catch (IOException e) {
      // Each byte was written when it came.
    }
  }
}
