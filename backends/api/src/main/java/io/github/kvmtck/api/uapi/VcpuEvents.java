package io.github.kvmtck.api.uapi;

import static io.github.kvmtck.api.uapi.C.member;
import static io.github.kvmtck.api.uapi.C.nested;
import static io.github.kvmtck.api.uapi.C.struct;
import static io.github.kvmtck.api.uapi.C.u32;
import static io.github.kvmtck.api.uapi.C.u64;
import static io.github.kvmtck.api.uapi.C.u8;
import static io.github.kvmtck.api.uapi.FdKind.SYSTEM;
import static io.github.kvmtck.api.uapi.FdKind.VCPU;
import static io.github.kvmtck.api.uapi.Request.io;
import static io.github.kvmtck.api.uapi.Request.ior;
import static io.github.kvmtck.api.uapi.Request.iow;

/** Events, debugging and power state of a vCPU. */
public final class VcpuEvents {
  private VcpuEvents() {}

  /** For KVM_GET_VCPU_EVENTS and KVM_SET_VCPU_EVENTS. */
  public static final Struct VCPU_EVENTS =
      struct(
          "kvm_vcpu_events",
          nested(
              "exception",
              u8("injected"),
              u8("nr"),
              u8("has_error_code"),
              u8("pending"),
              u32("error_code")),
          nested("interrupt", u8("injected"), u8("nr"), u8("soft"), u8("shadow")),
          nested("nmi", u8("injected"), u8("pending"), u8("masked"), u8("pad")),
          u32("sipi_vector"),
          u32("flags"),
          nested("smi", u8("smm"), u8("pending"), u8("smm_inside_nmi"), u8("latched_init")),
          nested("triple_fault", u8("pending")),
          u8("reserved[26]"),
          u8("exception_has_payload"),
          u64("exception_payload"));

  /** Fields that KVM_SET_VCPU_EVENTS takes. */
  public static final int KVM_VCPUEVENT_VALID_NMI_PENDING = 0x00000001;

  public static final int KVM_VCPUEVENT_VALID_SIPI_VECTOR = 0x00000002;
  public static final int KVM_VCPUEVENT_VALID_SHADOW = 0x00000004;
  public static final int KVM_VCPUEVENT_VALID_SMM = 0x00000008;
  public static final int KVM_VCPUEVENT_VALID_PAYLOAD = 0x00000010;
  public static final int KVM_VCPUEVENT_VALID_TRIPLE_FAULT = 0x00000020;

  /** Values of interrupt.shadow. */
  public static final int KVM_X86_SHADOW_INT_MOV_SS = 0x01;

  public static final int KVM_X86_SHADOW_INT_STI = 0x02;

  /** api.rst 4.31. */
  public static final Request KVM_GET_VCPU_EVENTS =
      ior("KVM_GET_VCPU_EVENTS", 0x9f, VCPU_EVENTS, VCPU);

  /** api.rst 4.32. */
  public static final Request KVM_SET_VCPU_EVENTS =
      iow("KVM_SET_VCPU_EVENTS", 0xa0, VCPU_EVENTS, VCPU);

  /** For KVM_INTERRUPT. */
  public static final Struct INTERRUPT = struct("kvm_interrupt", u32("irq"));

  /** api.rst 4.16. Queues a vector. ENXIO with an in-kernel PIC, EEXIST while one is queued. */
  public static final Request KVM_INTERRUPT = iow("KVM_INTERRUPT", 0x86, INTERRUPT, VCPU);

  /** api.rst 4.64. */
  public static final Request KVM_NMI = io("KVM_NMI", 0x9a, VCPU);

  /** api.rst 4.96. */
  public static final Request KVM_SMI = io("KVM_SMI", 0xb7, VCPU);

  /** For KVM_GET_MP_STATE and KVM_SET_MP_STATE: a {@link MpState}. */
  public static final Struct MP_STATE = struct("kvm_mp_state", u32("mp_state"));

  /** api.rst 4.38. Not without effects: it lets a pending INIT or SIPI act. */
  public static final Request KVM_GET_MP_STATE = ior("KVM_GET_MP_STATE", 0x98, MP_STATE, VCPU);

  /** api.rst 4.39. Without an in-kernel local APIC only KVM_MP_STATE_RUNNABLE. */
  public static final Request KVM_SET_MP_STATE = iow("KVM_SET_MP_STATE", 0x99, MP_STATE, VCPU);

  /** For KVM_GET_DEBUGREGS and KVM_SET_DEBUGREGS. */
  public static final Struct DEBUGREGS =
      struct(
          "kvm_debugregs", u64("db[4]"), u64("dr6"), u64("dr7"), u64("flags"), u64("reserved[9]"));

  /** api.rst 4.33. */
  public static final Request KVM_GET_DEBUGREGS = ior("KVM_GET_DEBUGREGS", 0xa1, DEBUGREGS, VCPU);

  /** api.rst 4.34. */
  public static final Request KVM_SET_DEBUGREGS = iow("KVM_SET_DEBUGREGS", 0xa2, DEBUGREGS, VCPU);

  /** DR0 to DR7. */
  public static final Struct GUEST_DEBUG_ARCH = struct("kvm_guest_debug_arch", u64("debugreg[8]"));

  /** For KVM_SET_GUEST_DEBUG. */
  public static final Struct GUEST_DEBUG =
      struct("kvm_guest_debug", u32("control"), u32("pad"), member(GUEST_DEBUG_ARCH, "arch"));

  /** Bits of control. */
  public static final int KVM_GUESTDBG_ENABLE = 0x00000001;

  public static final int KVM_GUESTDBG_SINGLESTEP = 0x00000002;
  public static final int KVM_GUESTDBG_USE_SW_BP = 0x00010000;
  public static final int KVM_GUESTDBG_USE_HW_BP = 0x00020000;
  public static final int KVM_GUESTDBG_INJECT_DB = 0x00040000;
  public static final int KVM_GUESTDBG_INJECT_BP = 0x00080000;
  public static final int KVM_GUESTDBG_BLOCKIRQ = 0x00100000;

  /** api.rst 4.87. */
  public static final Request KVM_SET_GUEST_DEBUG =
      iow("KVM_SET_GUEST_DEBUG", 0x9b, GUEST_DEBUG, VCPU);

  /** For KVM_X86_SET_MCE. */
  public static final Struct X86_MCE =
      struct(
          "kvm_x86_mce",
          u64("status"),
          u64("addr"),
          u64("misc"),
          u64("mcg_status"),
          u8("bank"),
          u8("pad1[7]"),
          u64("pad2[3]"));

  /** api.rst 4.104. */
  public static final Request KVM_X86_GET_MCE_CAP_SUPPORTED =
      ior("KVM_X86_GET_MCE_CAP_SUPPORTED", 0x9d, Scalar.U64, SYSTEM);

  /** api.rst 4.105. */
  public static final Request KVM_X86_SETUP_MCE = iow("KVM_X86_SETUP_MCE", 0x9c, Scalar.U64, VCPU);

  /** api.rst 4.106. */
  public static final Request KVM_X86_SET_MCE = iow("KVM_X86_SET_MCE", 0x9e, X86_MCE, VCPU);
}
