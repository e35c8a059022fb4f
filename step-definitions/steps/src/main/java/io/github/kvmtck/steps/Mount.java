package io.github.kvmtck.steps;

import org.jspecify.annotations.Nullable;

/**
 * A bench that is in place; closing it, on the thread that mounted it, ends the run.
 *
 * <p>Cucumber makes glue objects itself and gives a runner no way to hand them anything. So a bench
 * belongs to the thread that starts a run, and the threads which that one starts to execute
 * scenarios inherit it. Two runs in one JVM never see each other's bench, not even when one of them
 * was given up and still has a thread that hangs.
 */
public final class Mount implements AutoCloseable {

  private static final InheritableThreadLocal<@Nullable Bench> IN_PLACE =
      new InheritableThreadLocal<>();

  private Mount() {}

  static Mount of(Bench bench) {
    if (IN_PLACE.get() != null) {
      throw new IllegalStateException("This thread has another run going on: end it first.");
    }
    IN_PLACE.set(bench);
    return new Mount();
  }

  static Bench current() {
    Bench bench = IN_PLACE.get();
    if (bench == null) {
      throw new IllegalStateException("No bench is mounted: there is no kernel to test.");
    }
    return bench;
  }

  @Override
  public void close() {
    IN_PLACE.remove();
  }
}
