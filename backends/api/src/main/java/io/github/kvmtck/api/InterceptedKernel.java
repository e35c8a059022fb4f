package io.github.kvmtck.api;

import java.util.Optional;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.Supplier;

/** A Kernel with an {@link Interceptor} in front of every system call. */
public final class InterceptedKernel implements Kernel {
  private final Kernel below;
  private final About about;
  private final Function<Process, Interceptor> interceptors;

  /**
   * @param about what the kernel is called from now on
   * @param interceptors gives every process an interceptor of its own, so that its state needs no
   *     key. It gets the process below, whose memory holds what the calls point to
   */
  public InterceptedKernel(Kernel below, About about, Function<Process, Interceptor> interceptors) {
    this.below = below;
    this.about = about;
    this.interceptors = interceptors;
  }

  /** The same for interceptors that look at no memory. */
  public InterceptedKernel(Kernel below, About about, Supplier<Interceptor> interceptors) {
    this(below, about, process -> interceptors.get());
  }

  @Override
  public About about() {
    return about;
  }

  @Override
  public Process process() {
    return intercepted(below.process());
  }

  @Override
  public Process serve(Foreign client) {
    return intercepted(below.serve(client));
  }

  private Process intercepted(Process process) {
    return new InterceptedProcess(process, interceptors.apply(process));
  }

  @Override
  public Optional<Schedule> schedule() {
    return below.schedule().map(InterceptedKernel::unwrapping);
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

  private static Schedule unwrapping(Schedule schedule) {
    return (task, point) ->
        schedule.hold(task instanceof InterceptedTask own ? own.below : task, point);
  }

  private record InterceptedProcess(Process below, Interceptor interceptor) implements Process {
    @Override
    public Memory memory() {
      return below.memory();
    }

    @Override
    public Task task(String name) {
      return new InterceptedTask(below.task(name), interceptor);
    }

    @Override
    public Process fork() {
      Process child = below.fork();
      return new InterceptedProcess(child, interceptor.forked(child));
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

  private record InterceptedTask(Task below, Interceptor interceptor) implements Task {
    @Override
    public String name() {
      return below.name();
    }

    @Override
    public Result call(Syscall call) {
      return below.run(() -> interceptor.call(this, call, below::call));
    }

    @Override
    public <T> T run(Supplier<T> work) {
      return below.run(work);
    }

    @Override
    public <T> Future<T> begin(Supplier<T> work) {
      return below.begin(work);
    }

    @Override
    public void signal(int signo) {
      interceptor.signalled(this, signo);
      below.signal(signo);
    }

    @Override
    public State state() {
      return below.state();
    }

    @Override
    public void close() {
      below.close();
    }
  }
}
