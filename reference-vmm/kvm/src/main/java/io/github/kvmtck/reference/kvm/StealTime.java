package io.github.kvmtck.reference.kvm;

import io.github.kvmtck.reference.msr.MsrRegister;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * MSR_KVM_STEAL_TIME: KVM keeps a structure in guest memory up to date. Other than most of what KVM
 * writes there, a part of it is written whenever a task loses its processor in any ioctl of the
 * vCPU: keeping vCPUs out of KVM_RUN does not keep that out (rule R3).
 */
public final class StealTime implements MsrRegister {
  /** KVM_MSR_ENABLED. */
  private static final int ENABLED = 1;

  /** KVM_STEAL_RESERVED_MASK. */
  private static final int RESERVED = 0x3e;

  /** KVM_VCPU_PREEMPTED. */
  private static final byte PREEMPTED = 1;

  /** The part of struct kvm_steal_time that is used: steal, version, flags and preempted. */
  private static final int SIZE = 17;

  private static final long VERSION = 8;
  private static final long PREEMPTED_AT = 16;

  private final Vcpu vcpu;
  private volatile long value;

  StealTime(Vcpu vcpu) {
    this.vcpu = vcpu;
  }

  @Override
  public long get() {
    return value;
  }

  @Override
  public boolean set(long next, boolean host) {
    if ((next & RESERVED) != 0) {
      return false;
    }
    value = next;
    load();
    return true;
  }

  /** kvm_arch_vcpu_load: the record is due at the next entry. */
  void load() {
    if (enabled()) {
      vcpu.requests().make(Requests.STEAL_UPDATE);
    }
  }

  /** record_steal_time. Nobody steals time from this host. */
  public void record() {
    MemorySegment record = MemorySegment.ofArray(new byte[SIZE]);
    if (enabled() && GuestMemory.read(vcpu.vm(), address(), record)) {
      int version = record.get(ValueLayout.JAVA_INT_UNALIGNED, VERSION);
      record.set(ValueLayout.JAVA_INT_UNALIGNED, VERSION, (version | 1) + 1);
      record.set(ValueLayout.JAVA_BYTE, PREEMPTED_AT, (byte) 0);
      GuestMemory.write(vcpu.vm(), vcpu, address(), record);
    }
  }

  /** kvm_steal_time_set_preempted. */
  void preempted() {
    if (enabled()) {
      MemorySegment flag = MemorySegment.ofArray(new byte[] {PREEMPTED});
      GuestMemory.write(vcpu.vm(), vcpu, address() + PREEMPTED_AT, flag);
    }
  }

  private boolean enabled() {
    return (value & ENABLED) != 0;
  }

  private long address() {
    return value & ~0x3fL;
  }
}
