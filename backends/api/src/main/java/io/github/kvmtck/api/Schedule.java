package io.github.kvmtck.api;

import java.time.Duration;

/**
 * Holds tasks at named points of the kernel, so that an interleaving can be stated and is certain.
 */
public interface Schedule {

  /** The next time {@code task} reaches {@code point} it waits there until released. */
  Hold hold(Kernel.Task task, SchedulingPoint point);

  /** One task held at one point. Closing it releases the task, reached or not. */
  interface Hold extends AutoCloseable {

    /**
     * Waits until the task is held.
     *
     * @return false where it did not get there in time
     */
    boolean awaitReached(Duration atMost);

    void release();

    @Override
    default void close() {
      release();
    }
  }
}
