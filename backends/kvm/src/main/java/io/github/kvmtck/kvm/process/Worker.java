package io.github.kvmtck.kvm.process;

import io.github.kvmtck.api.Futures;
import io.github.kvmtck.api.TaskInterrupted;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** One platform thread that works off what it is given, in order, until it is ended. */
public final class Worker {
  private final String name;
  private final ExecutorService executor;
  private final Thread thread;

  /** Starts the thread. */
  public Worker(String name) {
    this.name = name;
    this.executor =
        Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name(name).factory());
    this.thread = Futures.join(begin(Thread::currentThread));
  }

  private record Work<T>(CompletableFuture<T> future, Supplier<T> supplier) implements Runnable {
    @Override
    public void run() {
      try {
        future.complete(supplier.get());
      } catch (Throwable e) {
        future.completeExceptionally(e);
      }
    }
  }

  /** Whether the caller is this thread. */
  public boolean isCurrent() {
    return Thread.currentThread() == thread;
  }

  /** Does it and waits; at once, where the caller is this thread. */
  public <T> T run(Supplier<T> work) {
    return isCurrent() ? work.get() : Futures.join(begin(work));
  }

  /**
   * Does it after what was begun before.
   *
   * @throws TaskInterrupted where the thread was ended
   */
  public <T> Future<T> begin(Supplier<T> work) {
    Work<T> item = new Work<>(new CompletableFuture<>(), work);
    try {
      executor.execute(item);
    } catch (RejectedExecutionException e) {
      throw ended();
    }
    return item.future;
  }

  /** Begins nothing more: what waits for its turn ends with {@link TaskInterrupted}. */
  public void end() {
    for (Runnable waiting : executor.shutdownNow()) {
      ((Work<?>) waiting).future.completeExceptionally(ended());
    }
  }

  /** Whether the work in progress ended within a time. */
  boolean awaitEnd(long nanos) throws InterruptedException {
    return executor.awaitTermination(nanos, TimeUnit.NANOSECONDS);
  }

  /** What a caller gets that comes too late. */
  TaskInterrupted ended() {
    return new TaskInterrupted(new InterruptedException(name + " has ended"));
  }
}
