package io.github.kvmtck.suite.alternatives;

import io.github.kvmtck.api.About;
import io.github.kvmtck.api.Holdings;
import io.github.kvmtck.api.InterceptedKernel;
import io.github.kvmtck.api.Kernel;
import io.github.kvmtck.api.KernelLog;
import io.github.kvmtck.api.KernelOptions;
import io.github.kvmtck.api.KernelProvider;
import io.github.kvmtck.api.Memory;
import io.github.kvmtck.api.Schedule;
import io.github.kvmtck.api.events.Tracer;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A backend whose calls are counted.
 *
 * @param tally what counts at this moment
 */
record LookedAt(KernelProvider below, Supplier<Tally> tally) implements KernelProvider {

  @Override
  public String name() {
    return below.name();
  }

  @Override
  public String description() {
    return below.description();
  }

  @Override
  public Optional<String> unavailable() {
    return below.unavailable();
  }

  @Override
  public Kernel open(KernelOptions options) {
    Kernel kernel = below.open(options);
    return new Counted(
        new InterceptedKernel(kernel, kernel.about(), process -> new Tracer(process, tally.get())),
        tally);
  }

  /** A kernel whose processes say when they are closed: calls that return then did not return. */
  private record Counted(Kernel below, Supplier<Tally> tally) implements Kernel {
    @Override
    public About about() {
      return below.about();
    }

    @Override
    public Process process() {
      return new CountedProcess(below.process(), tally.get());
    }

    @Override
    public Optional<Schedule> schedule() {
      return below.schedule();
    }

    @Override
    public Optional<KernelLog> log() {
      return below.log();
    }

    @Override
    public Holdings holdings() {
      return below.holdings();
    }

    @Override
    public void close() {
      below.close();
    }
  }

  private record CountedProcess(Kernel.Process below, Tally tally) implements Kernel.Process {
    @Override
    public Memory memory() {
      return below.memory();
    }

    @Override
    public Kernel.Task task(String name) {
      return below.task(name);
    }

    @Override
    public Kernel.Process fork() {
      return below.fork();
    }

    @Override
    public Holdings holdings() {
      return below.holdings();
    }

    @Override
    public void close() {
      tally.over();
      below.close();
    }
  }
}
