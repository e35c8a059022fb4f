package io.github.kvmtck.drivers.boot;

import io.github.kvmtck.drivers.Control;
import io.github.kvmtck.drivers.DriverException;
import io.github.kvmtck.drivers.Errand;
import java.io.IOException;
import java.nio.file.Path;

/** Lifecycle commands as lines of the control protocol. */
public final class BootControl implements Control {
  private final Wire wire;
  private final Errand errand;
  private final Destinations destinations;
  private int pauses;

  public BootControl(Wire wire, Errand errand, Destinations destinations) {
    this.wire = wire;
    this.errand = errand;
    this.destinations = destinations;
  }

  @Override
  public State state() throws DriverException {
    return switch (execute("state").split(" ", 3)[1]) {
      case "running" -> State.RUNNING;
      case "paused" -> State.PAUSED;
      case "internal-error" -> State.CRASHED;
      case "shutdown", "halted" -> State.ENDED;
      default -> State.OTHER;
    };
  }

  @Override
  public void pause() throws DriverException {
    execute("pause");
    pauses++;
  }

  /** A machine that was restored begins to run by itself, and nothing of it is paused. */
  @Override
  public void resume() throws DriverException {
    if (pauses == 0 && errand.snapshot().isPresent()) {
      return;
    }
    execute("resume");
    pauses--;
  }

  @Override
  public void pause(String holder) throws DriverException {
    execute("pause " + holder);
  }

  @Override
  public void resume(String holder) throws DriverException {
    execute("resume " + holder);
  }

  @Override
  public void snapshot(Path file) throws DriverException {
    if (pauses == 0) {
      pause();
    }
    execute("snapshot " + file);
  }

  /** It migrates to another VMM only: one is started for that, and ended when it is there. */
  @Override
  public void migrate(Path file) throws DriverException, InterruptedException {
    Destination there = destinations.open();
    try {
      execute("migrate " + there.socket());
    } finally {
      there.end();
    }
  }

  @Override
  public void changeMemory() throws DriverException {
    execute("rom rw");
    execute("rom ro");
  }

  @Override
  public void yieldLevel() throws DriverException {
    execute("level yield");
  }

  @Override
  public void proceedLevel() throws DriverException {
    execute("level proceed");
  }

  @Override
  public void quit() throws DriverException {
    execute("quit");
  }

  private String execute(String command) throws DriverException {
    try {
      String line = wire.ask(command);
      if (line.startsWith("error ")) {
        throw new DriverException(line.substring("error ".length()));
      }
      return line;
    } catch (IOException e) {
      throw new DriverException(
          "The reference VMM did not answer %s: %s".formatted(command, e.getMessage()), e);
    }
  }

  @Override
  public void close() {
    wire.close();
  }
}
