package io.github.kvmtck.steps.world;

import io.github.kvmtck.api.Kernel;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * How long a scenario waits. This is the only place that polls, and it polls only for what has no
 * event to wait for: that a task is asleep, and that a guest makes progress.
 */
public final class Patience {

  /** What a call that must return may take; a healthy one takes microseconds. */
  static final Duration BOUND = Duration.ofSeconds(2);

  private static final Duration INTERVAL = Duration.ofNanos(200_000);

  private Patience() {}

  /** Waits for the end of a call; empty where it does not return in time. */
  public static <T> Optional<T> result(Future<T> call, String name) {
    try {
      return Optional.of(call.get(BOUND.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException e) {
      return Optional.empty();
    } catch (ExecutionException e) {
      throw new IllegalStateException(name + " could not be made", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while " + name + " was in flight", e);
    }
  }

  /** Waits until a task sleeps in a system call, or the call is over. */
  public static boolean untilBlocked(Kernel.Task task, Future<?> call) {
    return until(() -> call.isDone() || task.state() == Kernel.Task.State.BLOCKED)
        && !call.isDone();
  }

  /** Waits for a condition; false where it does not come true in time. */
  static boolean until(BooleanSupplier condition) {
    try {
      Awaitility.await()
          .pollDelay(Duration.ZERO)
          .pollInterval(INTERVAL)
          .atMost(BOUND)
          .until(condition::getAsBoolean);
      return true;
    } catch (ConditionTimeoutException e) {
      return false;
    }
  }
}
