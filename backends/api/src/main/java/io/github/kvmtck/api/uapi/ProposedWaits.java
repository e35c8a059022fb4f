package io.github.kvmtck.api.uapi;

import static io.github.kvmtck.api.uapi.C.struct;
import static io.github.kvmtck.api.uapi.C.u32;
import static io.github.kvmtck.api.uapi.C.u64;
import static io.github.kvmtck.api.uapi.FdKind.VCPU;
import static io.github.kvmtck.api.uapi.Request.iow;
import static io.github.kvmtck.api.uapi.Run.RUN;

/**
 * Other ways to let a vCPU wait for what ends an inactive VTL or a HLT. {@link Proposed} tells
 * where the numbers come from.
 */
public final class ProposedWaits {
  private ProposedWaits() {}

  /** Rule VTL-A5. */
  public static final int KVM_MP_STATE_HALTED_USERSPACE = 64;

  /** Rule VTL-A2: a bit of kvm_run.padding1[0]. */
  public static final int KVM_RUN_IGNORE_RFLAGS_IF = 1 << 0;

  /** Where it is. */
  public static final long RUN_WAIT_FLAGS = RUN.offset("padding1");

  /** Rule VTL-A3: a bit of kvm_run.hyperv.pad1, for the completion of a VTL switch. */
  public static final int KVM_HYPERV_BLOCK = 1 << 0;

  /** Where it is. */
  public static final long HYPERV_FLAGS = RUN.offset("hyperv.pad1");

  /** Rule VTL-A1: what a wait is for. */
  public static final Struct VCPU_WAIT = struct("kvm_vcpu_wait", u32("type"), u32("flags"));

  /** Values of type: what ends HLT, and the same whatever RFLAGS.IF is. flags is 0. */
  public static final int KVM_VCPU_WAIT_HALT = 0;

  public static final int KVM_VCPU_WAIT_HV_INACTIVE_VTL = 1;

  /** Rule VTL-A1: blocks until an event is there. */
  public static final Request KVM_VCPU_WAIT = iow("KVM_VCPU_WAIT", 0xf0, VCPU_WAIT, VCPU);

  /** Rule VTL-A6: what poll(2) on the vCPU looks for until the next KVM_RUN; 0 is nothing. */
  public static final Struct VCPU_POLL = struct("kvm_vcpu_poll", u64("mask"));

  /** Bits of mask. */
  public static final int KVM_VCPU_POLL_UNBLOCK = 1 << 0;

  public static final int KVM_VCPU_POLL_EVENT = 1 << 1;
  public static final int KVM_VCPU_POLL_HV_STIMER = 1 << 2;

  /** Rule VTL-A6. */
  public static final Request KVM_VCPU_ARM_POLL = iow("KVM_VCPU_ARM_POLL", 0xf1, VCPU_POLL, VCPU);
}
