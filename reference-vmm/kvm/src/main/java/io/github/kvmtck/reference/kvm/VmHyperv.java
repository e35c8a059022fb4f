package io.github.kvmtck.reference.kvm;

import java.lang.foreign.MemorySegment;
import java.util.concurrent.atomic.AtomicLongArray;

/** What all vCPUs of a VM share of Hyper-V (struct kvm_hv). */
public final class VmHyperv {
  private static final long ENABLE = 1;
  private static final long PAGE_MASK = -4096L;

  /** VMCALL, RET: what the hypercall page gets on VMX. */
  private static final byte[] HYPERCALL_PAGE = {0x0f, 0x01, (byte) 0xc1, (byte) 0xc3};

  /** HV_X64_MSR_CRASH_PARAMS. */
  static final int CRASH_PARAMETERS = 5;

  private final AtomicLongArray crashParameters = new AtomicLongArray(CRASH_PARAMETERS);
  private volatile long crashControl;
  private volatile long guestOsId;
  private volatile long hypercall;

  /** HV_X64_MSR_CRASH_P0 and the four behind it. */
  long crashParameter(int index) {
    return crashParameters.get(index);
  }

  void crashParameter(int index, long value) {
    crashParameters.set(index, value);
  }

  /** HV_X64_MSR_CRASH_CTL as userspace has set it. */
  long crashControl() {
    return crashControl;
  }

  void crashControl(long value) {
    crashControl = value;
  }

  /** HV_X64_MSR_GUEST_OS_ID. */
  public long guestOsId() {
    return guestOsId;
  }

  /** Without an id there is no hypercall page. */
  synchronized void guestOsId(long id) {
    guestOsId = id;
    if (id == 0) {
      hypercall &= ~ENABLE;
    }
  }

  /** HV_X64_MSR_HYPERCALL. */
  long hypercall() {
    return hypercall;
  }

  /**
   * Puts the page there, as long as the guest has an id.
   *
   * @return false where there is no memory for it
   */
  synchronized boolean hypercall(Vcpu vcpu, long value) {
    if (guestOsId == 0) {
      return true;
    }
    if ((value & ENABLE) != 0 && !putPage(vcpu, value & PAGE_MASK)) {
      return false;
    }
    hypercall = value;
    return true;
  }

  private static boolean putPage(Vcpu vcpu, long gpa) {
    return GuestMemory.write(vcpu.vm(), vcpu, gpa, MemorySegment.ofArray(HYPERCALL_PAGE));
  }
}
