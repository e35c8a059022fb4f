package io.github.kvmtck.reference.kvm;

import io.github.kvmtck.reference.msr.MsrRegister;
import io.github.kvmtck.reference.time.PvclockScale;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * MSR_KVM_SYSTEM_TIME and MSR_KVM_SYSTEM_TIME_NEW, which are one: where in guest memory KVM tells
 * the guest how to make time of its time stamp counter (struct pvclock_vcpu_time_info).
 */
public final class KvmClock implements MsrRegister {
  private static final long ENABLED = 1;
  private static final int SIZE = 32;
  private static final long TSC_TIMESTAMP = 8;
  private static final long SYSTEM_TIME = 16;
  private static final long MULTIPLIER = 24;
  private static final long SHIFT = 28;
  private static final long FLAGS = 29;

  /** PVCLOCK_TSC_STABLE_BIT. */
  private static final int TSC_STABLE = 1;

  /** PVCLOCK_GUEST_STOPPED: the guest takes it away. */
  private static final int GUEST_STOPPED = 2;

  private final Vcpu vcpu;
  private long value;
  private boolean stopped;

  KvmClock(Vcpu vcpu) {
    this.vcpu = vcpu;
  }

  @Override
  public long get() {
    return value;
  }

  /** kvm_write_system_time: whether there is memory shows when it is written. */
  @Override
  public boolean set(long next, boolean host) {
    value = next;
    vcpu.requests().make(Requests.CLOCK_UPDATE);
    return true;
  }

  /** vcpu-&gt;arch.pv_time.active. */
  public boolean active() {
    return (value & ENABLED) != 0;
  }

  /** KVM_KVMCLOCK_CTRL: the guest is told that it was stopped. */
  public void stopped() {
    stopped = true;
    vcpu.requests().make(Requests.CLOCK_UPDATE);
  }

  /** kvm_guest_time_update: the version is odd while the rest is being written. */
  public void update() {
    long address = value & ~ENABLED;
    MemorySegment info = MemorySegment.ofArray(new byte[SIZE]);
    if (!active() || !GuestMemory.read(vcpu.vm(), address, info)) {
      return;
    }
    int version = info.get(ValueLayout.JAVA_INT_UNALIGNED, 0) + 1 | 1;
    int kept = info.get(ValueLayout.JAVA_BYTE, FLAGS) & GUEST_STOPPED;
    PvclockScale scale = PvclockScale.of(vcpu.msrs().tsc().khz());
    info.set(ValueLayout.JAVA_INT_UNALIGNED, 0, version);
    info.set(ValueLayout.JAVA_LONG_UNALIGNED, TSC_TIMESTAMP, vcpu.msrs().tsc().get());
    info.set(ValueLayout.JAVA_LONG_UNALIGNED, SYSTEM_TIME, vcpu.vm().clock().nanos());
    info.set(ValueLayout.JAVA_INT_UNALIGNED, MULTIPLIER, scale.multiplier());
    info.set(ValueLayout.JAVA_BYTE, SHIFT, (byte) scale.shift());
    int flags = TSC_STABLE | kept | (stopped ? GUEST_STOPPED : 0);
    info.set(ValueLayout.JAVA_BYTE, FLAGS, (byte) flags);
    stopped = false;
    if (GuestMemory.write(vcpu.vm(), vcpu, address, info)) {
      MemorySegment even = MemorySegment.ofArray(new int[] {version + 1});
      boolean unused = GuestMemory.write(vcpu.vm(), vcpu, address, even);
    }
  }
}
