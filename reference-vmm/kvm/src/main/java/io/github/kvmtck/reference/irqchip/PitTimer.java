package io.github.kvmtck.reference.irqchip;

import io.github.kvmtck.reference.time.Alarm;
import io.github.kvmtck.reference.time.GuestClock;

/**
 * The timer behind the 8254's first counter, and the ticks that wait because the guest has not
 * ended the last one yet (KVM_REINJECT_CONTROL).
 */
public final class PitTimer implements Alarm {

  /** What a tick raises. */
  public interface Line {
    /** An edge of interrupt 0, and the NMI watchdogs that LINT0 gets it for. */
    void pulse();

    /** Whether an edge now would wake somebody. */
    boolean wakes();
  }

  private static final long NANOS = 1_000_000_000;

  private final GuestClock clock;
  private final Line line;
  private long period;
  private boolean periodic;
  private long target;
  private boolean reinjects = true;
  private boolean ended = true;
  private int waiting;

  public PitTimer(GuestClock clock, Line line) {
    this.clock = clock;
    this.line = line;
  }

  /** create_pit_timer. */
  synchronized void start(int count, boolean again) {
    long interval = count * NANOS / Pit.FREQUENCY;
    period = again ? Math.max(interval, ApicTimer.SHORTEST_PERIOD) : interval;
    periodic = again;
    forget();
    target = clock.tsc() + interval;
    clock.arm(this, target);
  }

  void stop() {
    clock.disarm(this);
  }

  /** kvm_pit_reset_reinject. */
  private void forget() {
    waiting = 0;
    ended = true;
  }

  /** __kpit_elapsed: what has passed of the period, and more where it was the only one. */
  synchronized long elapsed() {
    return period == 0 ? 0 : period - (target - clock.tsc());
  }

  /** KVM_REINJECT_CONTROL. */
  public synchronized void reinject(boolean on) {
    if (on && !reinjects) {
      forget();
    }
    reinjects = on;
  }

  @Override
  public void ring() {
    if (due()) {
      line.pulse();
    }
  }

  /** pit_timer_fn and pit_do_work: whether this tick goes to the guest now. */
  private synchronized boolean due() {
    if (periodic) {
      target += period;
      clock.arm(this, target);
    }
    waiting += reinjects ? 1 : 0;
    return take();
  }

  private boolean take() {
    boolean now = !reinjects || ended;
    ended &= !(reinjects && now);
    return now;
  }

  /** kvm_pit_ack_irq: interrupt 0 has ended, one that waits is next. */
  public void acknowledged(int gsi) {
    if (gsi == 0 && next()) {
      line.pulse();
    }
  }

  private synchronized boolean next() {
    if (!reinjects) {
      return false;
    }
    ended = true;
    waiting = Math.max(0, waiting - 1);
    return waiting > 0 && take();
  }

  /** pit_mask_notifer: unmasking starts anew. */
  public synchronized void unmasked() {
    if (reinjects) {
      forget();
    }
  }

  @Override
  public boolean awaited() {
    return willPulse() && line.wakes();
  }

  private synchronized boolean willPulse() {
    return !reinjects || ended;
  }
}
