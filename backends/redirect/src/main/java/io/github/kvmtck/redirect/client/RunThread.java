package io.github.kvmtck.redirect.client;

import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A thread that does one piece of work at a time, handed over as fast as can be. */
final class RunThread implements AutoCloseable {
  private final AtomicReference<@Nullable Runnable> next = new AtomicReference<>();
  private final Thread thread;
  private volatile boolean closed;

  RunThread(String name) {
    thread = Thread.ofPlatform().daemon().name(name).start(this::loop);
  }

  /** Begins work; the work before it has called back, or is about to end. */
  void begin(Runnable work) {
    while (!next.compareAndSet(null, work)) {
      Thread.onSpinWait();
    }
    LockSupport.unpark(thread);
  }

  private void loop() {
    while (!closed) {
      Runnable work = next.getAndSet(null);
      if (work == null) {
        LockSupport.park(this);
      } else {
        work.run();
      }
    }
  }

  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(thread);
  }
}
