package io.github.kvmtck.reference.host.task;

import java.util.concurrent.Future;
import java.util.function.Supplier;

/** The thread that a task's system calls are made on. */
public interface TaskThread {

  /** Whether the calling thread may make the task's calls. */
  boolean isCurrent();

  /** Runs work on the thread, after the work that was begun before. */
  <T> Future<T> submit(Supplier<T> job);

  /** The calling thread enters a system call of the task. */
  default void entered() {}

  /** It is back from it. */
  default void left() {}

  /** Ends a sleep of the thread early. */
  void unpark();

  /** Interrupts mean nothing to a task in a system call; they only end its sleeps early. */
  default void clearInterrupt() {
    Thread.interrupted();
  }

  /**
   * Waits until the task's work is done.
   *
   * @param nudge makes a task that sleeps look again
   */
  void finish(Runnable nudge);
}
