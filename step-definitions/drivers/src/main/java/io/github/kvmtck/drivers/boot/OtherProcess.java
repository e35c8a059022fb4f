package io.github.kvmtck.drivers.boot;

import io.github.kvmtck.drivers.Companions;
import io.github.kvmtck.drivers.Companions.Companion;
import io.github.kvmtck.drivers.DriverException;
import io.github.kvmtck.drivers.Errand;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A process that a machine is migrated to. It sees the kernel that the machine sees. */
record OtherProcess(Companion process, Path socket) implements Destination {
  private static final Duration POLL = Duration.ofMillis(10);

  /** Starts it, and waits until it listens: it makes its socket for that. */
  static OtherProcess of(Errand errand, Companions companions, Duration patience)
      throws DriverException, InterruptedException {
    Path socket = errand.folder().resolve("incoming");
    List<String> command = new ArrayList<>(errand.vmm());
    command.addAll(List.of("--incoming", socket.toString()));
    Companion process = companions.start(command, errand.folder().resolve("incoming.log"));
    long end = System.nanoTime() + patience.toNanos();
    while (!Files.exists(socket)) {
      if (!process.isAlive() || System.nanoTime() - end > 0) {
        process.end();
        throw new DriverException("The process to migrate to does not listen on " + socket + ".");
      }
      Thread.sleep(POLL);
    }
    return new OtherProcess(process, socket);
  }

  @Override
  public void end() throws InterruptedException {
    process.end();
  }
}
