package io.github.kvmtck.reference.kvm;

import java.util.concurrent.atomic.AtomicInteger;

/** What a vCPU is asked to do before it enters the guest again (vcpu-&gt;requests). */
public final class Requests {
  /** The vCPU must forget its translations (KVM_REQ_TLB_FLUSH). */
  public static final int FLUSH = 1;

  /** Something that may be injected has come (KVM_REQ_EVENT). */
  public static final int EVENT = 1 << 1;

  /** Wakes a blocked vCPU whatever its state (KVM_REQ_UNBLOCK). */
  public static final int UNBLOCK = 1 << 2;

  /** The vCPU's dirty ring has little room left (KVM_REQ_DIRTY_RING_SOFT_FULL). */
  public static final int DIRTY_RING_SOFT_FULL = 1 << 3;

  /** An SMI has come (KVM_REQ_SMI). */
  public static final int SMI = 1 << 4;

  /** The guest's record of stolen time is due (KVM_REQ_STEAL_UPDATE). */
  public static final int STEAL_UPDATE = 1 << 5;

  /** The client has the I/O APIC, and is to be told of the end of an interrupt. */
  public static final int IOAPIC_EOI = 1 << 6;

  /** The client wants to know who uses the task priority. */
  public static final int REPORT_TPR_ACCESS = 1 << 7;

  /** A Hyper-V guest has crashed (KVM_REQ_HV_CRASH). */
  public static final int HV_CRASH = 1 << 8;

  /** A Hyper-V guest resets (KVM_REQ_HV_RESET). */
  public static final int HV_RESET = 1 << 9;

  /** What the guest knows of time is due (KVM_REQ_CLOCK_UPDATE). */
  public static final int CLOCK_UPDATE = 1 << 10;

  /** The processor has shut down. */
  public static final int TRIPLE_FAULT = 1 << 11;

  /** The first bit that a variation may use for a request of its own. */
  public static final int FIRST_FREE = 1 << 16;

  private final AtomicInteger bits = new AtomicInteger();

  /** kvm_make_request: the vCPU is not kicked by this alone. */
  public void make(int request) {
    bits.getAndUpdate(now -> now | request);
  }

  /** kvm_check_request: takes it. */
  public boolean take(int request) {
    if (!has(request)) {
      return false;
    }
    return (bits.getAndUpdate(now -> now & ~request) & request) != 0;
  }

  /** kvm_test_request. */
  public boolean has(int request) {
    return (bits.get() & request) != 0;
  }

  /** kvm_request_pending. */
  public boolean any() {
    return bits.get() != 0;
  }
}
