package io.github.kvmtck.suite.run;

import io.github.kvmtck.api.Kernel;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Stops a scenario that takes too long, and only that one, in three steps, each for what the one
 * before could not reach: its process is ended, so that system calls in flight return; its thread
 * is interrupted, which ends waits outside of a call; it is given up.
 */
final class Watchdog implements AutoCloseable {
  private static final ThreadFactory DAEMONS =
      Thread.ofPlatform().daemon().name("watchdog-", 0).factory();

  private final Duration limit;
  private final Duration grace;
  private final Consumer<Running> giveUp;
  private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(1, DAEMONS);

  /**
   * @param limit what a scenario may take
   * @param grace what each step may take to show
   * @param giveUp is told of a scenario that nothing could end
   */
  Watchdog(Duration limit, Duration grace, Consumer<Running> giveUp) {
    this.limit = limit;
    this.grace = grace;
    this.giveUp = giveUp;
  }

  /** Watches a scenario until the watch is cancelled. */
  Future<?> watch(Running running) {
    return clock.schedule(() -> stop(running), limit.toNanos(), TimeUnit.NANOSECONDS);
  }

  private void stop(Running running) {
    for (Kernel.Process process : running.stop(limit)) {
      // Closing may hang as the calls did, and must not keep the clock from the next step.
      DAEMONS.newThread(process::close).start();
    }
    after(1, running::interrupt);
    after(2, () -> giveUp.accept(running));
  }

  private void after(int graces, Runnable step) {
    var _ = clock.schedule(step, grace.multipliedBy(graces).toNanos(), TimeUnit.NANOSECONDS);
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }
}
