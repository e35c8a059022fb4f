package io.github.kvmtck.drivers.exec;

import io.github.kvmtck.drivers.Companions;
import io.github.kvmtck.drivers.Control;
import io.github.kvmtck.drivers.Driver;
import io.github.kvmtck.drivers.DriverException;
import io.github.kvmtck.drivers.Errand;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs what the user gave, with the shell. Exit code 0 says that it is done. */
public final class Exec implements Driver {
  private final Commands commands;

  public Exec(Commands commands) {
    this.commands = commands;
  }

  @Override
  public String name() {
    return "commands of the user";
  }

  /** The user's command with what the errand says put in; nothing is added to it. */
  @Override
  public List<String> command(Errand errand) {
    if (errand.snapshot().isPresent()) {
      return List.of("sh", "-c", filled(errand, template("restore")));
    }
    List<String> command = new ArrayList<>();
    errand.vmm().forEach(word -> command.add(filled(errand, word)));
    return List.copyOf(command);
  }

  @Override
  public Control connect(Errand errand, Companions companions, Duration patience) {
    return new ExecControl(this, errand, patience);
  }

  private String template(String what) {
    String template = commands.by().get(what);
    if (template == null) {
      throw new UnsupportedOperationException("No command was given for " + what + ".");
    }
    return template;
  }

  private static String filled(Errand errand, String template) {
    return template
        .replace("{image}", errand.image().toString())
        .replace("{folder}", errand.folder().toString())
        .replace("{vcpus}", Integer.toString(errand.vcpus()))
        .replace("{snapshot}", errand.snapshot().map(Path::toString).orElse(""));
  }

  private record ExecControl(Exec driver, Errand errand, Duration patience) implements Control {
    @Override
    public State state() {
      throw new UnsupportedOperationException("No command says what the VMM thinks of its guest.");
    }

    @Override
    public void pause() throws DriverException {
      run("pause", driver.template("pause"));
    }

    @Override
    public void resume() throws DriverException {
      run("resume", driver.template("resume"));
    }

    @Override
    public void snapshot(Path file) throws DriverException {
      run("snapshot", driver.template("snapshot").replace("{snapshot}", file.toString()));
    }

    @Override
    public void migrate(Path file) throws DriverException {
      run("migrate", driver.template("migrate").replace("{snapshot}", file.toString()));
    }

    @Override
    public void changeMemory() throws DriverException {
      run("change-memory", driver.template("change-memory"));
    }

    @Override
    public void quit() throws DriverException {
      run("quit", driver.template("quit"));
    }

    private void run(String what, String template) throws DriverException {
      try {
        Process process =
            new ProcessBuilder("sh", "-c", filled(errand, template))
                .redirectErrorStream(true)
                .redirectOutput(errand.folder().resolve(what + ".log").toFile())
                .start();
        if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
          process.destroyForcibly();
          throw new DriverException(
              "The command for %s did not end in %d s.".formatted(what, patience.toSeconds()));
        }
        if (process.exitValue() != 0) {
          throw new DriverException(
              "The command for %s exited with %d: see %s"
                  .formatted(what, process.exitValue(), errand.folder().resolve(what + ".log")));
        }
      } catch (IOException e) {
        throw new DriverException("The command for %s cannot be started.".formatted(what), e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new DriverException("The command for %s was interrupted.".formatted(what), e);
      }
    }

    @Override
    public void close() {}
  }
}
