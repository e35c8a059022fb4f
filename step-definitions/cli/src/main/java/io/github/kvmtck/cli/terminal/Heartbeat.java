package io.github.kvmtck.cli.terminal;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A line now and then, so that a log shows that the run is alive. */
final class Heartbeat implements Progress {
  private static final int SECONDS = 5;

  private final Terminal terminal;
  private final AtomicInteger done = new AtomicInteger();
  private final AtomicInteger faults = new AtomicInteger();
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("heartbeat").factory());

  Heartbeat(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public void begin(String backend, int total, int alreadyDone) {
    done.set(alreadyDone);
    long start = System.nanoTime();
    var _ =
        clock.scheduleAtFixedRate(
            () -> beat(backend, total, start), SECONDS, SECONDS, TimeUnit.SECONDS);
  }

  private void beat(String backend, int total, long start) {
    long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start);
    terminal.complain(
        "%s: %d s, %d of %d scenarios, %d failed"
            .formatted(backend, seconds, done.get(), total, faults.get()));
  }

  @Override
  public void step(boolean fault) {
    done.incrementAndGet();
    if (fault) {
      faults.incrementAndGet();
    }
  }

  @Override
  public void interrupt(String text) {
    terminal.complain(text);
  }

  @Override
  public void end() {
    clock.shutdownNow();
  }
}
