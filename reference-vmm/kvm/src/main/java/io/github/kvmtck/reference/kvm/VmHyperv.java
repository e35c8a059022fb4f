package io.github.kvmtck.reference.kvm;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.reference.memslot.DirtyBitmap;
import io.github.kvmtck.reference.memslot.Memslot;
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
    if ((value & ENABLE) != 0 && !write(vcpu, value & PAGE_MASK)) {
      return false;
    }
    hypercall = value;
    return true;
  }

  /** kvm_vcpu_write_guest. */
  private static boolean write(Vcpu vcpu, long gpa) {
    long gfn = gpa >>> 12;
    Memslot slot = vcpu.memslots().find(gfn);
    if (slot == null || slot.invalid()) {
      return false;
    }
    DirtyBitmap dirty = slot.dirty();
    if (dirty != null) {
      dirty.mark(gfn - slot.baseGfn());
    }
    MemorySegment page = MemorySegment.ofArray(HYPERCALL_PAGE);
    return vcpu.vm().mm().memory().put(slot.userspaceAddress(gfn), page) == Errno.NONE;
  }
}
