package io.github.kvmtck.reference.host.task;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** A platform thread that one task at a time uses. */
public final class Worker implements TaskThread {
  private static final long STUBBORN_MILLIS = 20;
  private static final int PATIENCE = 50;

  private final WorkerPool pool;
  private final BlockingQueue<FutureTask<?>> work = new LinkedBlockingQueue<>();
  private final Thread thread;
  private volatile boolean stopped;

  Worker(WorkerPool pool, String name) {
    this.pool = pool;
    this.thread = Thread.ofPlatform().daemon().name(name).unstarted(this::loop);
    thread.start();
  }

  private void loop() {
    while (!stopped) {
      try {
        work.take().run();
        Thread.interrupted();
      } catch (InterruptedException stopOrTooLate) {
        Thread.interrupted();
      }
    }
  }

  @Override
  public boolean isCurrent() {
    return Thread.currentThread() == thread;
  }

  @Override
  public <T> Future<T> submit(Supplier<T> job) {
    if (stopped) {
      throw new RejectedExecutionException("the task has ended");
    }
    FutureTask<T> future = new FutureTask<>(job::get);
    work.add(future);
    return future;
  }

  @Override
  public void unpark() {
    LockSupport.unpark(thread);
  }

  /**
   * Waits until the work begun so far is done, and gives the thread back. Work that does not end
   * although its system calls fail is interrupted; a thread that minds neither is abandoned.
   */
  @Override
  public void finish(Runnable nudge) {
    if (isCurrent()) {
      stopped = true;
      return;
    }
    Future<Boolean> last = submit(() -> true);
    for (int i = 0; i < PATIENCE; i++) {
      try {
        last.get(STUBBORN_MILLIS, TimeUnit.MILLISECONDS);
        pool.giveBack(this);
        return;
      } catch (TimeoutException e) {
        nudge.run();
        thread.interrupt();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        break;
      } catch (ExecutionException e) {
        throw new IllegalStateException(e);
      }
    }
    stop();
  }

  void rename(String name) {
    thread.setName(name);
  }

  void stop() {
    stopped = true;
    thread.interrupt();
  }
}
