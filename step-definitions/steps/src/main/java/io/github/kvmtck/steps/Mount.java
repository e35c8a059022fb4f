package io.github.kvmtck.steps;

import java.util.concurrent.atomic.AtomicReference;

/**
 * A bench that is in place; closing it ends the run.
 *
 * <p>Cucumber makes glue objects itself and gives a runner no way to hand them anything, so that
 * this reference, set once a run, is the only state of the glue that outlives a scenario.
 */
public final class Mount implements AutoCloseable {

  private static final AtomicReference<Bench> IN_PLACE = new AtomicReference<>();

  private final Bench bench;

  private Mount(Bench bench) {
    this.bench = bench;
  }

  static Mount of(Bench bench) {
    if (!IN_PLACE.compareAndSet(null, bench)) {
      throw new IllegalStateException("Another run is going on in this JVM: end it first.");
    }
    return new Mount(bench);
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
    IN_PLACE.compareAndSet(bench, null);
  }
}
