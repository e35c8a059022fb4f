package io.github.kvmtck.api.faults;

import io.github.kvmtck.api.About;
import io.github.kvmtck.api.Foreign;
import io.github.kvmtck.api.Holdings;
import io.github.kvmtck.api.InterceptedKernel;
import io.github.kvmtck.api.Kernel;
import io.github.kvmtck.api.KernelLog;
import io.github.kvmtck.api.Schedule;
import java.util.Optional;

/**
 * A kernel with a {@link Fault}. To a client, and to whoever looks at its calls, the answers are
 * the kernel's as all others are.
 */
public final class FaultyKernel implements Kernel {
  private final Kernel below;
  private final Fault fault;

  /**
   * @param below is closed with this one
   */
  public FaultyKernel(Kernel below, Fault fault) {
    this.below = below;
    this.fault = fault;
  }

  @Override
  public About about() {
    return below.about();
  }

  @Override
  public Process process() {
    return new InterceptedKernel(below, about(), process -> Injection.into(process, fault.begin()))
        .process();
  }

  @Override
  public Process serve(Foreign client) {
    KernelSpace space = new KernelSpace(client);
    return new InterceptedKernel(below, about(), _ -> Injection.into(space, fault.begin()))
        .serve(space);
  }

  /** Knows the tasks of every process. */
  @Override
  public Optional<Schedule> schedule() {
    return new InterceptedKernel(below, about(), process -> Injection.into(process, fault.begin()))
        .schedule();
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
