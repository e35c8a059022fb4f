package io.github.kvmtck.drivers.qemu;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.kvmtck.drivers.Control;
import io.github.kvmtck.drivers.DriverException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** Lifecycle commands as QMP commands. */
final class QemuControl implements Control {
  private static final Duration POLL = Duration.ofMillis(5);
  private static final long DIMM = 16 << 20;

  private final Qmp qmp;
  private final Duration patience;
  private int dimms;

  QemuControl(Qmp qmp, Duration patience) {
    this.qmp = qmp;
    this.patience = patience;
  }

  /** Waits until a state that is to be restored has come in: QEMU takes commands before that. */
  void awaitState() throws DriverException, InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    while (status().equals("inmigrate")) {
      if (System.nanoTime() - end > 0) {
        throw new DriverException(
            "QEMU has not restored the snapshot after %d s.".formatted(patience.toSeconds()));
      }
      Thread.sleep(POLL);
    }
  }

  private String status() throws DriverException {
    return qmp.execute("query-status", Map.of()).path("status").asText();
  }

  @Override
  public State state() throws DriverException {
    return switch (status()) {
      case "running" -> State.RUNNING;
      case "paused", "postmigrate", "prelaunch" -> State.PAUSED;
      case "internal-error", "guest-panicked" -> State.CRASHED;
      case "shutdown" -> State.ENDED;
      default -> State.OTHER;
    };
  }

  @Override
  public void pause() throws DriverException {
    qmp.execute("stop", Map.of());
  }

  @Override
  public void resume() throws DriverException {
    qmp.execute("cont", Map.of());
  }

  @Override
  public void snapshot(Path file) throws DriverException, InterruptedException {
    pause();
    migrate(file);
  }

  @Override
  public void migrate(Path file) throws DriverException, InterruptedException {
    qmp.execute("migrate", Map.of("uri", "exec:cat > '" + file + "'"));
    long end = System.nanoTime() + patience.toNanos();
    while (true) {
      JsonNode info = qmp.execute("query-migrate", Map.of());
      String status = info.path("status").asText();
      switch (status) {
        case "completed" -> {
          return;
        }
        case "failed", "cancelled" ->
            throw new DriverException(
                "QEMU's migration has %s: %s"
                    .formatted(status, info.path("error-desc").asText("no reason given")));
        default -> {
          if (System.nanoTime() - end > 0) {
            throw new DriverException(
                "QEMU's migration is %s after %d s.".formatted(status, patience.toSeconds()));
          }
          Thread.sleep(POLL);
        }
      }
    }
  }

  /** Plugs in a DIMM: a new memory slot while the vCPUs run. */
  @Override
  public void changeMemory() throws DriverException {
    String id = "tck" + dimms++;
    qmp.execute("object-add", Map.of("qom-type", "memory-backend-ram", "id", id, "size", DIMM));
    qmp.execute("device_add", Map.of("driver", "pc-dimm", "id", id + "-dimm", "memdev", id));
  }

  @Override
  public void quit() throws DriverException {
    qmp.execute("quit", Map.of());
  }

  @Override
  public void close() {
    qmp.close();
  }
}
