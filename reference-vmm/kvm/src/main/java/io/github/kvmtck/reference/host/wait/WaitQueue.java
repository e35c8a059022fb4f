package io.github.kvmtck.reference.host.wait;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Threads that wait for a condition which others make true and then call {@link #wake} (a
 * wait_queue_head). A waiter tests its condition again after every wake-up.
 */
public final class WaitQueue {
  private final Set<Thread> waiting = ConcurrentHashMap.newKeySet();

  /** The calling thread is woken from now on. */
  public void join() {
    waiting.add(Thread.currentThread());
  }

  public void leave() {
    waiting.remove(Thread.currentThread());
  }

  public void wake() {
    if (!waiting.isEmpty()) {
      waiting.forEach(LockSupport::unpark);
    }
  }

  /** Waits as TASK_UNINTERRUPTIBLE: for what is certain to come soon. */
  public void await(BooleanSupplier condition) {
    join();
    try {
      while (!condition.getAsBoolean()) {
        LockSupport.park(this);
        Thread.interrupted();
      }
    } finally {
      leave();
    }
  }
}
