package io.github.kvmtck.reference.kvm;

import java.lang.foreign.MemorySegment;

/** What all vCPUs of a VM share of Hyper-V (struct kvm_hv). */
public final class VmHyperv {
  private static final long ENABLE = 1;
  private static final long PAGE_MASK = -4096L;

  /** VMCALL, RET: what the hypercall page gets on VMX. */
  private static final byte[] HYPERCALL_PAGE = {0x0f, 0x01, (byte) 0xc1, (byte) 0xc3};

  private volatile long guestOsId;
  private volatile long hypercall;

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
