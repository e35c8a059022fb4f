package io.github.kvmtck.drivers.process;

import io.github.kvmtck.api.Kernel;
import io.github.kvmtck.api.events.Carrier;
import io.github.kvmtck.api.events.Carrier.CannotCarry;
import io.github.kvmtck.api.events.Carrier.Carried;
import io.github.kvmtck.api.events.Trace;
import io.github.kvmtck.api.events.TraceEvent;
import io.github.kvmtck.api.events.TraceListener;
import io.github.kvmtck.drivers.Companions.Companion;
import io.github.kvmtck.drivers.Control;
import io.github.kvmtck.drivers.Driver;
import io.github.kvmtck.drivers.DriverException;
import io.github.kvmtck.drivers.Errand;
import io.github.kvmtck.drivers.Launch;
import io.github.kvmtck.drivers.Launched;
import java.time.Duration;
import java.util.Optional;

/**
 * An unmodified VMM in a process of its own.
 *
 * @param carrier of its calls
 * @param patience how long it may take to answer
 */
public record OwnProcess(Driver driver, Carrier carrier, Duration patience) implements Launch {

  @Override
  public boolean choosesKernel() {
    return carrier.serves();
  }

  @Override
  public Launched start(Errand errand, Kernel kernel, Trace trace)
      throws DriverException, InterruptedException {
    Carried carried =
        start(
            new Carrier.Client(
                driver.command(errand), errand.folder(), Optional.of(errand.output())),
            kernel,
            trace);
    try {
      Control control =
          driver.connect(
              errand,
              (command, output) ->
                  companion(
                      new Carrier.Client(command, errand.folder(), Optional.of(output)), kernel),
              patience);
      return new Controlled(carried, control, patience);
    } catch (DriverException | InterruptedException | RuntimeException e) {
      handle(carried).ifPresent(ProcessHandle::destroyForcibly);
      carried.waitFor();
      throw e;
    }
  }

  private Companion companion(Carrier.Client client, Kernel kernel) throws DriverException {
    return new Unwatched(start(client, kernel, new Trace(Nobody.LISTENS)));
  }

  private Carried start(Carrier.Client client, Kernel kernel, Trace trace) throws DriverException {
    try {
      return carrier.start(client, kernel, trace);
    } catch (CannotCarry e) {
      throw new DriverException(String.valueOf(e.getMessage()), e);
    }
  }

  private static Optional<ProcessHandle> handle(Carried carried) {
    return ProcessHandle.of(carried.pid());
  }

  /** To what nobody asked for. */
  private enum Nobody implements TraceListener {
    LISTENS;

    @Override
    public void entered(TraceEvent event) {}

    @Override
    public void returned(TraceEvent event) {}
  }

  private record Unwatched(Carried carried) implements Companion {
    @Override
    public boolean isAlive() {
      return handle(carried).isPresent();
    }

    @Override
    public void end() throws InterruptedException {
      handle(carried).ifPresent(ProcessHandle::destroy);
      carried.waitFor();
    }
  }

  private record Controlled(Carried carried, Control control, Duration patience)
      implements Launched {
    @Override
    public long lost() {
      return carried.lost();
    }

    @Override
    public void end() throws InterruptedException {
      Optional<ProcessHandle> process = handle(carried);
      try {
        control.quit();
      } catch (DriverException | UnsupportedOperationException e) {
        process.ifPresent(ProcessHandle::destroy);
      }
      Thread reaper =
          Thread.ofVirtual().start(() -> process.ifPresent(running -> endLate(running, patience)));
      carried.waitFor();
      reaper.interrupt();
      control.close();
    }

    private static void endLate(ProcessHandle process, Duration patience) {
      try {
        Thread.sleep(patience);
        process.destroyForcibly();
      } catch (InterruptedException e) {
        // It has ended by itself.
        Thread.currentThread().interrupt();
      }
    }
  }
}
