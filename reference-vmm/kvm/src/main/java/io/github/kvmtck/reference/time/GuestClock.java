package io.github.kvmtck.reference.time;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The time of a VM. It is virtual: it passes as vCPUs execute, so that equal runs see equal times,
 * and it jumps where all that is left to do is to wait for it ({@link #skip}).
 */
public final class GuestClock {
  /** Frequency of the time stamp counter: one tick a nanosecond. */
  public static final int TSC_KHZ = 1_000_000;

  /** No alarm is set. */
  public static final long NEVER = Long.MAX_VALUE;

  private final AtomicLong nanos = new AtomicLong();
  private final Map<Alarm, Long> alarms = new HashMap<>();
  private volatile long next = NEVER;
  private volatile long offset;

  /** kvmclock in nanoseconds. */
  public long nanos() {
    return nanos.get() + offset;
  }

  /** The time stamp counter. */
  public long tsc() {
    return nanos.get();
  }

  /** KVM_SET_CLOCK: the counter is not touched. */
  public void set(long value) {
    offset = value - nanos.get();
  }

  /** Time passes, and alarms ring whose time has come. */
  public void advance(long by) {
    if (nanos.addAndGet(by) >= next) {
      ringDue();
    }
  }

  /**
   * Sets an alarm, whatever it was set to before. One whose time has come rings when time next
   * passes, so that who sets it may hold locks.
   */
  public synchronized void arm(Alarm alarm, long due) {
    alarms.put(alarm, due);
    refresh();
  }

  public synchronized void disarm(Alarm alarm) {
    alarms.remove(alarm);
    refresh();
  }

  /** Whether any alarm is set. */
  public boolean armed() {
    return next != NEVER;
  }

  /** How long it is to the next alarm, at least 1; {@link #NEVER} where none is set. */
  public long untilNext() {
    long due = next;
    return due == NEVER ? NEVER : Math.max(1, due - nanos.get());
  }

  /**
   * Jumps to the first alarm that somebody waits for; those before it ring too.
   *
   * @return false where nobody waits for any
   */
  public boolean skip() {
    for (Map.Entry<Alarm, Long> each : inOrder()) {
      if (each.getKey().awaited()) {
        nanos.accumulateAndGet(each.getValue(), Math::max);
        ringDue();
        return true;
      }
    }
    return false;
  }

  private synchronized List<Map.Entry<Alarm, Long>> inOrder() {
    return alarms.entrySet().stream()
        .map(each -> Map.entry(each.getKey(), each.getValue()))
        .sorted(Map.Entry.comparingByValue())
        .toList();
  }

  private void ringDue() {
    for (Alarm alarm = takeDue(); alarm != null; alarm = takeDue()) {
      alarm.ring();
    }
  }

  private synchronized @Nullable Alarm takeDue() {
    Map.Entry<Alarm, Long> first =
        alarms.entrySet().stream().min(Comparator.comparing(Map.Entry::getValue)).orElse(null);
    if (first == null || first.getValue() > nanos.get()) {
      return null;
    }
    Alarm alarm = first.getKey();
    alarms.remove(alarm);
    refresh();
    return alarm;
  }

  private void refresh() {
    next = alarms.values().stream().min(Comparator.naturalOrder()).orElse(NEVER);
  }
}
