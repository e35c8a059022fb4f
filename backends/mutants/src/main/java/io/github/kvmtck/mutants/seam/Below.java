package io.github.kvmtck.mutants.seam;

import io.github.kvmtck.api.Interceptor;
import io.github.kvmtck.api.Kernel;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.Syscall;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/**
 * The task that made a call, as seen by who stands below the interceptor: what it calls is not
 * intercepted again. It is only used on the task's own thread, and closed by nobody.
 */
record Below(Kernel.Task by, Interceptor.Next next) implements Kernel.Task {
  @Override
  public String name() {
    return by.name();
  }

  @Override
  public Result call(Syscall call) {
    return next.call(call);
  }

  @Override
  public <T> T run(Supplier<T> work) {
    return work.get();
  }

  @Override
  public <T> Future<T> begin(Supplier<T> work) {
    return by.begin(work);
  }

  @Override
  public void signal(int signo) {
    by.signal(signo);
  }

  @Override
  public State state() {
    return by.state();
  }

  @Override
  public void close() {}
}
