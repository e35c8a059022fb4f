package io.github.kvmtck.reference.fuzz;

import io.github.kvmtck.api.Kernel;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Ends what does not end by itself: a KVM_RUN that has lasted a while gets a signal, now and then
 * something happens to its memory first. What does not end after that is a failure.
 */
final class Kicker implements AutoCloseable {
  static final int SIGUSR1 = 10;

  private final Kernel.Task vcpu;
  private final Kernel.Task other;
  private final long patience;
  private volatile long since;
  private volatile @Nullable Consumer<Kernel.Task> during;
  private volatile boolean closed;

  /** A kicker that waits so many nanoseconds. */
  Kicker(Kernel.Task vcpu, Kernel.Task other, long patience) {
    this.vcpu = vcpu;
    this.other = other;
    this.patience = patience;
    Thread.ofPlatform().daemon().name("kicker").start(this::loop);
  }

  /** A call begins. */
  void begin(@Nullable Consumer<Kernel.Task> meanwhile) {
    during = meanwhile;
    since = System.nanoTime();
  }

  /** A call has ended, and nothing is done to its memory any more. */
  void end() {
    synchronized (this) {
      since = 0;
      during = null;
    }
  }

  private void loop() {
    while (!closed) {
      LockSupport.parkNanos(patience);
      look();
    }
  }

  private synchronized void look() {
    long began = since;
    if (began == 0) {
      return;
    }
    long lasted = System.nanoTime() - began;
    Consumer<Kernel.Task> meanwhile = during;
    if (meanwhile != null) {
      during = null;
      meanwhile.accept(other);
    } else if (lasted > patience) {
      vcpu.signal(SIGUSR1);
    }
  }

  @Override
  public void close() {
    closed = true;
  }
}
