package io.github.kvmtck.cli.vmm;

import io.github.kvmtck.api.Kernel;
import io.github.kvmtck.api.events.Trace;
import io.github.kvmtck.drivers.Control;
import io.github.kvmtck.drivers.DriverException;
import io.github.kvmtck.drivers.Errand;
import io.github.kvmtck.drivers.Launch;
import io.github.kvmtck.drivers.Launched;
import io.github.kvmtck.drivers.inside.Inside;
import io.github.kvmtck.vmm.VmmConfig;
import java.nio.file.Path;

/** The reference VMM as one that knows no reason to stand still but the last that it was told. */
record Forgetful() implements Launch {

  @Override
  public Launched start(Errand errand, Kernel kernel, Trace trace)
      throws DriverException, InterruptedException {
    Launched inside = new Inside(VmmConfig.SMALL).start(errand, kernel, trace);
    return new Launched() {
      @Override
      public Control control() {
        return new Told(inside.control());
      }

      @Override
      public void end() throws InterruptedException {
        inside.end();
      }
    };
  }

  private record Told(Control control) implements Control {
    @Override
    public State state() throws DriverException {
      State state = control.state();
      return state == State.CRASHED ? State.PAUSED : state;
    }

    @Override
    public void pause() throws DriverException {
      control.pause();
    }

    @Override
    public void resume() throws DriverException {
      control.resume();
    }

    @Override
    public void pause(String holder) throws DriverException {
      if (control.state() == State.RUNNING) {
        control.pause();
      }
    }

    @Override
    public void resume(String holder) throws DriverException {
      control.resume();
    }

    @Override
    public void snapshot(Path file) throws DriverException, InterruptedException {
      control.snapshot(file);
      control.resume();
    }

    @Override
    public void migrate(Path file) throws DriverException, InterruptedException {
      control.migrate(file);
    }

    @Override
    public void changeMemory() throws DriverException {
      control.changeMemory();
      control.resume();
    }

    @Override
    public void quit() throws DriverException {
      control.quit();
    }

    @Override
    public void close() {
      control.close();
    }
  }
}
