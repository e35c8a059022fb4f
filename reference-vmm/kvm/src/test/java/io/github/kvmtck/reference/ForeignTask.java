package io.github.kvmtck.reference;

import io.github.kvmtck.api.Kernel;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.Syscall;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/** A task of another kernel. */
final class ForeignTask implements Kernel.Task {
  @Override
  public String name() {
    return "foreign";
  }

  @Override
  public Result call(Syscall call) {
    return Result.ZERO;
  }

  @Override
  public <T> T run(Supplier<T> work) {
    return work.get();
  }

  @Override
  public <T> Future<T> begin(Supplier<T> work) {
    return CompletableFuture.completedFuture(work.get());
  }

  @Override
  public void signal(int signo) {}

  @Override
  public State state() {
    return State.IDLE;
  }

  @Override
  public void close() {}
}
