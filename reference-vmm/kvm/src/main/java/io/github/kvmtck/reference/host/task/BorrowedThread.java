package io.github.kvmtck.reference.host.task;

import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The thread of a task whose real thread is another process's: whichever makes its call. */
public final class BorrowedThread implements TaskThread {
  private static final long NUDGE_NANOS = 1_000_000;

  private volatile @Nullable Thread inCall;

  @Override
  public boolean isCurrent() {
    return true;
  }

  @Override
  public <T> Future<T> submit(Supplier<T> job) {
    FutureTask<T> future = new FutureTask<>(job::get);
    Thread.ofPlatform().daemon().start(future);
    return future;
  }

  @Override
  public void entered() {
    inCall = Thread.currentThread();
  }

  @Override
  public void left() {
    inCall = null;
  }

  @Override
  public void unpark() {
    LockSupport.unpark(inCall);
  }

  @Override
  public void finish(Runnable nudge) {
    while (inCall != null && inCall != Thread.currentThread()) {
      nudge.run();
      LockSupport.parkNanos(this, NUDGE_NANOS);
    }
  }
}
