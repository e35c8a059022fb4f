package io.github.kvmtck.cli.boot;

import io.github.kvmtck.suite.UsageException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** A file that takes each byte of the debug port at once, so that others can follow it. */
record DebugFile(OutputStream out) implements IntConsumer, AutoCloseable {

  /**
   * Opens it.
   *
   * @param file null: what is written is lost
   * @throws UsageException where it cannot be written
   */
  static DebugFile of(@Nullable Path file) {
    try {
      return new DebugFile(
          file == null ? OutputStream.nullOutputStream() : Files.newOutputStream(file));
    } catch (IOException e) {
      throw new UsageException("The file " + file + " cannot be written.", e);
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
  public void close() throws IOException {
    out.close();
  }
}
