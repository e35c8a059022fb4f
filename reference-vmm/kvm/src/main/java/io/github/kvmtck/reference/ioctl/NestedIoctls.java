package io.github.kvmtck.reference.ioctl;

import static io.github.kvmtck.api.uapi.NestedState.KVM_GET_NESTED_STATE;
import static io.github.kvmtck.api.uapi.NestedState.KVM_SET_NESTED_STATE;
import static io.github.kvmtck.api.uapi.NestedState.KVM_STATE_NESTED_EVMCS;
import static io.github.kvmtck.api.uapi.NestedState.KVM_STATE_NESTED_FORMAT_SVM;
import static io.github.kvmtck.api.uapi.NestedState.KVM_STATE_NESTED_GIF_SET;
import static io.github.kvmtck.api.uapi.NestedState.KVM_STATE_NESTED_GUEST_MODE;
import static io.github.kvmtck.api.uapi.NestedState.KVM_STATE_NESTED_MTF_PENDING;
import static io.github.kvmtck.api.uapi.NestedState.KVM_STATE_NESTED_RUN_PENDING;
import static io.github.kvmtck.api.uapi.NestedState.NESTED_STATE;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.reference.host.memory.Pages;
import io.github.kvmtck.reference.kvm.IoctlCall;
import io.github.kvmtck.reference.kvm.IoctlTable;
import io.github.kvmtck.reference.kvm.Vcpu;
import io.github.kvmtck.reference.kvm.VcpuNested;
import io.github.kvmtck.x86.cpu.Control;
import java.lang.foreign.MemorySegment;

/** State of a nested guest in SVM's format (api.rst 4.114, 4.115). */
final class NestedIoctls {
  private static final long HEADER = NESTED_STATE.size();
  private static final long SIZE = NESTED_STATE.offset("size");

  /** What kvm_arch_vcpu_ioctl lets through. */
  private static final long KNOWN_FLAGS =
      KVM_STATE_NESTED_GUEST_MODE
          | KVM_STATE_NESTED_RUN_PENDING
          | KVM_STATE_NESTED_EVMCS
          | KVM_STATE_NESTED_MTF_PENDING
          | KVM_STATE_NESTED_GIF_SET;

  private static final long SVM_FLAGS =
      KVM_STATE_NESTED_GUEST_MODE | KVM_STATE_NESTED_RUN_PENDING | KVM_STATE_NESTED_GIF_SET;

  private static final long EFER_SVME = 1 << 12;
  private static final long MAX_ADDRESS = 1L << 52;

  /** struct vmcb: INTERCEPT_VMRUN, ASID; and the state of L1 that VMRUN would have saved. */
  private static final long INTERCEPTS_WORD_4 = 0x10;

  private static final long ASID = 0x58;
  private static final long SAVED_EFER = 0x4d0;
  private static final long SAVED_CR0 = 0x558;
  private static final int PE_AND_PG = (int) (Control.CR0_PE | Control.CR0_PG);

  private NestedIoctls() {}

  static IoctlTable<Vcpu> addTo(IoctlTable<Vcpu> table) {
    return table
        .on(KVM_GET_NESTED_STATE, NestedIoctls::get)
        .on(KVM_SET_NESTED_STATE, NestedIoctls::set);
  }

  /** svm_get_nested_state: E2BIG tells how much room is needed, and nothing else. */
  private static Result get(Vcpu vcpu, IoctlCall call) {
    MemorySegment asked = call.read(SIZE, Integer.BYTES);
    if (asked == null) {
      return IoctlCall.FAULT;
    }
    VcpuNested nested = vcpu.nested();
    MemorySegment vmcb = nested.vmcb();
    long size = HEADER + (vmcb == null ? 0 : VcpuNested.VMCB_BYTES);
    MemorySegment out = MemorySegment.ofArray(new byte[(int) size]);
    NESTED_STATE.set(out, "size", size);
    if (Integer.toUnsignedLong(asked.get(JAVA_INT_UNALIGNED, 0)) < size) {
      boolean told = call.write(SIZE, out.asSlice(SIZE, Integer.BYTES));
      return told ? Result.error(Errno.E2BIG) : IoctlCall.FAULT;
    }
    NESTED_STATE.set(out, "format", KVM_STATE_NESTED_FORMAT_SVM);
    NESTED_STATE.set(
        out,
        "flags",
        (nested.guestMode() ? KVM_STATE_NESTED_GUEST_MODE : 0)
            | (nested.globalInterruptFlag() ? KVM_STATE_NESTED_GIF_SET : 0));
    if (vmcb != null) {
      NESTED_STATE.set(out, "hdr.svm.vmcb_pa", nested.vmcbAddress());
      out.asSlice(HEADER).copyFrom(vmcb);
    }
    return call.write(out) ? Result.ZERO : IoctlCall.FAULT;
  }

  /** kvm_arch_vcpu_ioctl and svm_set_nested_state. */
  private static Result set(Vcpu vcpu, IoctlCall call) {
    MemorySegment header = call.read(HEADER);
    if (header == null) {
      return IoctlCall.FAULT;
    }
    long flags = NESTED_STATE.get(header, "flags");
    long size = NESTED_STATE.get(header, "size");
    boolean svm = NESTED_STATE.get(header, "format") == KVM_STATE_NESTED_FORMAT_SVM;
    if (size < HEADER
        || (flags & ~KNOWN_FLAGS) != 0
        || flags == KVM_STATE_NESTED_RUN_PENDING
        || !svm
        || (flags & ~SVM_FLAGS) != 0
        || !enabled(vcpu) && flags != KVM_STATE_NESTED_GIF_SET) {
      return IoctlCall.INVALID;
    }
    boolean gif = (flags & KVM_STATE_NESTED_GIF_SET) != 0;
    if ((flags & KVM_STATE_NESTED_GUEST_MODE) == 0) {
      vcpu.nested().leave(gif);
      return Result.ZERO;
    }
    long address = NESTED_STATE.get(header, "hdr.svm.vmcb_pa");
    if (!Pages.aligned(address)
        || Long.compareUnsigned(address, MAX_ADDRESS) >= 0
        || size < HEADER + VcpuNested.VMCB_BYTES) {
      return IoctlCall.INVALID;
    }
    MemorySegment vmcb = call.read(HEADER, VcpuNested.VMCB_BYTES);
    if (vmcb == null) {
      return IoctlCall.FAULT;
    }
    if (!consistent(vmcb)) {
      return IoctlCall.INVALID;
    }
    vcpu.nested().enter(address, vmcb.toArray(JAVA_BYTE), gif);
    return Result.ZERO;
  }

  private static boolean enabled(Vcpu vcpu) {
    return (vcpu.cpu().control.efer() & EFER_SVME) != 0;
  }

  /** What of nested_vmcb_check_controls and nested_vmcb_check_save any VMCB12 must keep. */
  private static boolean consistent(MemorySegment vmcb) {
    return (vmcb.get(JAVA_INT_UNALIGNED, INTERCEPTS_WORD_4) & 1) != 0
        && vmcb.get(JAVA_INT_UNALIGNED, ASID) != 0
        && (vmcb.get(JAVA_INT_UNALIGNED, SAVED_EFER) & EFER_SVME) != 0
        && (vmcb.get(JAVA_INT_UNALIGNED, SAVED_CR0) & PE_AND_PG) == PE_AND_PG;
  }
}
