package io.github.kvmtck.drivers.inside;

import io.github.kvmtck.api.InterceptedKernel;
import io.github.kvmtck.api.Kernel;
import io.github.kvmtck.api.client.UnexpectedErrno;
import io.github.kvmtck.api.events.Note;
import io.github.kvmtck.api.events.Trace;
import io.github.kvmtck.api.events.Tracer;
import io.github.kvmtck.drivers.Control;
import io.github.kvmtck.drivers.DriverException;
import io.github.kvmtck.drivers.Errand;
import io.github.kvmtck.drivers.Launch;
import io.github.kvmtck.drivers.Launched;
import io.github.kvmtck.drivers.boot.BootControl;
import io.github.kvmtck.drivers.boot.Wire;
import io.github.kvmtck.vmm.Image;
import io.github.kvmtck.vmm.Peripherals;
import io.github.kvmtck.vmm.Snapshot;
import io.github.kvmtck.vmm.Vmm;
import io.github.kvmtck.vmm.VmmConfig;
import io.github.kvmtck.vmm.control.Commands;
import io.github.kvmtck.vmm.state.Refused;
import java.io.IOException;
import java.util.function.UnaryOperator;

/**
 * The reference VMM as a client inside of this process: what a scenario asks for takes
 * milliseconds, and nothing but the VMM and its kernel has a part in it.
 *
 * @param config of the machine; how many vCPUs it has an errand says
 * @param breach what stands between the VMM and the calls that are told of it. The identity, but
 *     where a test breaks the VMM
 */
public record Inside(VmmConfig config, UnaryOperator<Kernel> breach) implements Launch {
  /** The number of the process in its trace; there is no other one. */
  private static final int PROCESS = 1;

  public Inside(VmmConfig config) {
    this(config, UnaryOperator.identity());
  }

  @Override
  public Launched start(Errand errand, Kernel kernel, Trace trace) throws DriverException {
    Kernel traced =
        new InterceptedKernel(kernel, kernel.about(), process -> new Tracer(process, trace));
    DebugFile debug = DebugFile.of(errand.debugPort());
    try {
      Vmm vmm = machine(errand, breach.apply(traced), Peripherals.NONE.withDebug(debug));
      vmm.go();
      Control control =
          new BootControl(
              new Direct(new Commands(vmm)), errand, () -> OtherMachine.of(errand, kernel));
      return new Controlled(vmm, control, debug, trace);
    } catch (DriverException | RuntimeException e) {
      debug.close();
      throw e;
    }
  }

  private Vmm machine(Errand errand, Kernel kernel, Peripherals peripherals)
      throws DriverException {
    try {
      return errand.snapshot().isPresent()
          ? Snapshot.restore(kernel, errand.snapshot().get(), peripherals)
          : Vmm.of(kernel, configured(errand), Image.bootSector(errand.program()), peripherals);
    } catch (Refused | UnexpectedErrno | IOException e) {
      throw new DriverException("The reference VMM does not start: " + e.getMessage(), e);
    }
  }

  /** Several vCPUs find each other by interrupts. */
  private VmmConfig configured(Errand errand) {
    VmmConfig configured = config.withVcpus(errand.vcpus());
    return errand.vcpus() > 1 ? configured.withIrqchip() : configured;
  }

  /** The commands without a socket between. */
  private record Direct(Commands commands) implements Wire {
    @Override
    public String ask(String command) {
      return commands.execute(command).lines().toList().getLast();
    }

    @Override
    public void close() {}
  }

  private record Controlled(Vmm vmm, Control control, DebugFile debug, Trace trace)
      implements Launched {
    @Override
    public void end() {
      vmm.close();
      trace.note(at -> new Note.ProcessEnded(at, PROCESS, 0));
      control.close();
      debug.close();
    }
  }
}
