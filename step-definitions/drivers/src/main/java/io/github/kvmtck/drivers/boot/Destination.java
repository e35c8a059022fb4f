package io.github.kvmtck.drivers.boot;

import io.github.kvmtck.drivers.DriverException;
import io.github.kvmtck.drivers.Errand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A process that a machine is migrated to. */
record Destination(Process process, Path socket) implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(10);

  /** Starts it, and waits until it listens: it makes its socket for that. */
  static Destination of(Errand errand, Duration patience)
      throws DriverException, InterruptedException {
    Path socket = errand.folder().resolve("incoming");
    List<String> command = new ArrayList<>(errand.vmm());
    command.addAll(List.of("--incoming", socket.toString()));
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(errand.folder().resolve("incoming.log").toFile())
              .start();
      long end = System.nanoTime() + patience.toNanos();
      while (!Files.exists(socket)) {
        if (!process.isAlive() || System.nanoTime() - end > 0) {
          process.destroyForcibly();
          throw new DriverException("The process to migrate to does not listen on " + socket + ".");
        }
        Thread.sleep(POLL);
      }
      return new Destination(process, socket);
    } catch (IOException e) {
      throw new DriverException("The process to migrate to cannot be started.", e);
    }
  }

  @Override
  public void close() {
    process.destroy();
  }
}
