package io.github.kvmtck.reference.kvm;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The time of a VM. It is virtual: it passes as vCPUs execute, so that equal runs see equal times.
 */
public final class GuestClock {
  /** Frequency of the time stamp counter: one tick a nanosecond. */
  public static final int TSC_KHZ = 1_000_000;

  private final AtomicLong nanos = new AtomicLong();
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

  /** Time passes. */
  public void advance(long by) {
    nanos.addAndGet(by);
  }
}
