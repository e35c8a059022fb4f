package io.github.kvmtck.api;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/** Waits for work that a task was given. */
public final class Futures {
  private Futures() {}

  /**
   * The result, once it is there.
   *
   * @throws TaskInterrupted where the waiting thread is interrupted; its flag stays set
   */
  public static <T> T join(Future<T> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case RuntimeException cause -> throw cause;
        case Error cause -> throw cause;
        case null, default -> throw new IllegalStateException(e);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TaskInterrupted(e);
    }
  }
}
