package io.github.kvmtck.reference.kvm;

import io.github.kvmtck.reference.time.TscScale;

/**
 * What vCPUs of a VM have in common of their time stamp counters (kvm_synchronize_tsc): who writes
 * nearly the same as the one before means the same counter.
 */
public final class VmTsc {
  private static final long MILLIS = 1000;

  private int defaultKhz = TscScale.HOST.khz();
  private boolean setByClient;
  private long lastNanos;
  private long lastWrite;
  private int lastKhz;
  private long offset;
  private boolean masterClock;

  /** kvm-&gt;arch.use_master_clock, as KVM_SET_CLOCK has found it. */
  public synchronized boolean masterClock() {
    return masterClock;
  }

  public synchronized void masterClock(boolean inUse) {
    masterClock = inUse;
  }

  /** The frequency that new vCPUs have: KVM_SET_TSC_KHZ on the VM. */
  public synchronized int defaultKhz() {
    return defaultKhz;
  }

  public synchronized void defaultKhz(int khz) {
    defaultKhz = khz;
  }

  /**
   * A vCPU is made, with 0, or a client writes its counter.
   *
   * @return the offset that it gets
   */
  synchronized long synchronize(VcpuTsc tsc, long value, long nanos, boolean byClient) {
    boolean matches = value == 0 || setByClient && near(tsc, value, nanos);
    setByClient |= byClient;
    if (!matches || tsc.khz() != lastKhz) {
      offset = value - tsc.scaled(nanos);
    }
    lastNanos = nanos;
    lastWrite = value;
    lastKhz = tsc.khz();
    return offset;
  }

  /** Within a second of what the counter would be by now. */
  private boolean near(VcpuTsc tsc, long value, long nanos) {
    long expected = lastWrite + tsc.scaled(nanos - lastNanos);
    long second = tsc.khz() * MILLIS;
    return Long.compareUnsigned(value, expected + second) < 0
        && Long.compareUnsigned(value + second, expected) > 0;
  }

  /** KVM_VCPU_TSC_OFFSET: a client says the offset itself. */
  synchronized void set(VcpuTsc tsc, long chosen, long nanos) {
    setByClient = true;
    offset = chosen;
    lastNanos = nanos;
    lastWrite = tsc.scaled(nanos) + chosen;
    lastKhz = tsc.khz();
  }
}
