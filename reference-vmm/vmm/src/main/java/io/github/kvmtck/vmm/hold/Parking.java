package io.github.kvmtck.vmm.hold;

import io.github.kvmtck.api.Futures;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The place where one participant stands still. It waits on a monitor and does not look again and
 * again: a parked vCPU makes no system call (TRACE-10).
 */
public final class Parking {
  private final Deque<FutureTask<?>> work = new ArrayDeque<>();
  private boolean asked;
  private boolean parked;
  private boolean ended;
  private boolean woken;
  private @Nullable Thread owner;

  /**
   * The whole life of a participant, on its own thread: turn after turn, until it is ended or a
   * turn throws.
   *
   * @param turn parks where that is asked for
   * @param failed is told what was thrown
   */
  public void live(Runnable turn, Consumer<RuntimeException> failed) {
    begin();
    try {
      while (!ended()) {
        turn.run();
      }
    } catch (RuntimeException e) {
      failed.accept(e);
    } finally {
      end();
    }
  }

  private synchronized void begin() {
    owner = Thread.currentThread();
  }

  public synchronized boolean isCurrent() {
    return owner == Thread.currentThread();
  }

  /** From outside. */
  public synchronized void ask() {
    asked = true;
    notifyAll();
  }

  /** From outside. */
  public synchronized void awaitParked() {
    Wait.until(this, () -> parked || ended);
  }

  /** From outside. */
  public synchronized void release() {
    asked = false;
    notifyAll();
  }

  /** From outside. */
  public synchronized void awaitReleased() {
    Wait.until(this, () -> !parked || ended);
  }

  /** Whether the participant is to stand still. */
  public synchronized boolean asked() {
    return asked;
  }

  /** The participant stands here until it is let go, and does the work that it is given. */
  public void park() {
    parked(true);
    try {
      for (FutureTask<?> next = next(); next != null; next = next()) {
        next.run();
      }
    } finally {
      parked(false);
    }
  }

  /**
   * The participant has nothing to do until it is asked to stop, woken or ended.
   *
   * @return whether it was woken
   */
  public synchronized boolean rest() {
    Wait.until(this, () -> asked || woken || ended);
    boolean was = woken;
    woken = false;
    return was;
  }

  /** Ends a {@link #rest}, also the next one. */
  public synchronized void wake() {
    woken = true;
    notifyAll();
  }

  /** Nothing is waited for any more: the participant ends, or is to end. */
  public synchronized void end() {
    ended = true;
    work.forEach(each -> each.cancel(false));
    notifyAll();
  }

  public synchronized boolean ended() {
    return ended;
  }

  /**
   * Work on the thread of the participant while it stands still: KVM wants the calls of a vCPU from
   * one thread (THR-01).
   *
   * @throws IllegalStateException where it does not stand still
   */
  public <T> T run(Supplier<T> what) {
    FutureTask<T> task = new FutureTask<>(what::get);
    synchronized (this) {
      if (!parked || !asked || ended) {
        throw new IllegalStateException("work for one that does not stand still");
      }
      work.add(task);
      notifyAll();
    }
    return Futures.join(task);
  }

  private synchronized void parked(boolean now) {
    parked = now;
    notifyAll();
  }

  private synchronized @Nullable FutureTask<?> next() {
    Wait.until(this, () -> !asked || !work.isEmpty() || ended);
    return ended ? null : work.poll();
  }
}
