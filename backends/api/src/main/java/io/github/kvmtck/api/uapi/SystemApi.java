package io.github.kvmtck.api.uapi;

import static io.github.kvmtck.api.uapi.C.struct;
import static io.github.kvmtck.api.uapi.C.u32;
import static io.github.kvmtck.api.uapi.C.u64;
import static io.github.kvmtck.api.uapi.C.u8;
import static io.github.kvmtck.api.uapi.FdKind.SYSTEM;
import static io.github.kvmtck.api.uapi.FdKind.VCPU;
import static io.github.kvmtck.api.uapi.FdKind.VM;
import static io.github.kvmtck.api.uapi.Request.io;
import static io.github.kvmtck.api.uapi.Request.iow;

/** Ioctls of /dev/kvm that make a VM and tell what is there (api.rst section 4). */
public final class SystemApi {
  private SystemApi() {}

  /** The only version there has been since 2007. */
  public static final int KVM_API_VERSION = 12;

  /** api.rst 4.1. Returns 12. */
  public static final Request KVM_GET_API_VERSION = io("KVM_GET_API_VERSION", 0x00, SYSTEM);

  /** api.rst 4.2. Takes a machine type, returns a VM fd. */
  public static final Request KVM_CREATE_VM = io("KVM_CREATE_VM", 0x01, SYSTEM).taking();

  /**
   * api.rst 4.4. Takes a {@link Capability}, returns 0 or what it is worth. Ask the VM where there
   * is one.
   */
  public static final Request KVM_CHECK_EXTENSION =
      io("KVM_CHECK_EXTENSION", 0x03, SYSTEM, VM).taking();

  /** api.rst 4.5. Returns the bytes of kvm_run and what is mapped behind it. */
  public static final Request KVM_GET_VCPU_MMAP_SIZE = io("KVM_GET_VCPU_MMAP_SIZE", 0x04, SYSTEM);

  /** For KVM_ENABLE_CAP. */
  public static final Struct ENABLE_CAP =
      struct("kvm_enable_cap", u32("cap"), u32("flags"), u64("args[4]"), u8("pad[64]"));

  /** api.rst 4.37. EINVAL for one that cannot be enabled there. */
  public static final Request KVM_ENABLE_CAP = iow("KVM_ENABLE_CAP", 0xa3, ENABLE_CAP, VM, VCPU);

  /** Page numbers in the mapping of a vCPU fd. */
  public static final int KVM_PIO_PAGE_OFFSET = 1;

  public static final int KVM_COALESCED_MMIO_PAGE_OFFSET = 2;

  /** Machine types for KVM_CREATE_VM. */
  public static final int KVM_X86_DEFAULT_VM = 0;

  public static final int KVM_X86_SW_PROTECTED_VM = 1;
  public static final int KVM_X86_SEV_VM = 2;
  public static final int KVM_X86_SEV_ES_VM = 3;
  public static final int KVM_X86_SNP_VM = 4;
  public static final int KVM_X86_TDX_VM = 5;

  /** For KVM_CAP_X86_DISABLE_EXITS (api.rst 7.13). */
  public static final int KVM_X86_DISABLE_EXITS_MWAIT = 1 << 0;

  public static final int KVM_X86_DISABLE_EXITS_HLT = 1 << 1;
  public static final int KVM_X86_DISABLE_EXITS_PAUSE = 1 << 2;
  public static final int KVM_X86_DISABLE_EXITS_CSTATE = 1 << 3;
  public static final int KVM_X86_DISABLE_EXITS_APERFMPERF = 1 << 4;

  /** For KVM_CAP_DISABLE_QUIRKS and KVM_CAP_DISABLE_QUIRKS2 (api.rst 7.31). */
  public static final int KVM_X86_QUIRK_LINT0_REENABLED = 1 << 0;

  public static final int KVM_X86_QUIRK_CD_NW_CLEARED = 1 << 1;
  public static final int KVM_X86_QUIRK_LAPIC_MMIO_HOLE = 1 << 2;
  public static final int KVM_X86_QUIRK_OUT_7E_INC_RIP = 1 << 3;
  public static final int KVM_X86_QUIRK_MISC_ENABLE_NO_MWAIT = 1 << 4;
  public static final int KVM_X86_QUIRK_FIX_HYPERCALL_INSN = 1 << 5;
  public static final int KVM_X86_QUIRK_MWAIT_NEVER_UD_FAULTS = 1 << 6;
  public static final int KVM_X86_QUIRK_SLOT_ZAP_ALL = 1 << 7;
  public static final int KVM_X86_QUIRK_STUFF_FEATURE_MSRS = 1 << 8;
  public static final int KVM_X86_QUIRK_IGNORE_GUEST_PAT = 1 << 9;
  public static final int KVM_X86_QUIRK_VMCS12_ALLOW_FREEZE_IN_SMM = 1 << 10;
  public static final int KVM_X86_QUIRK_NESTED_SVM_SHARED_PAT = 1 << 11;

  /** For KVM_CAP_X86_BUS_LOCK_EXIT (api.rst 7.22). */
  public static final int KVM_BUS_LOCK_DETECTION_OFF = 1 << 0;

  public static final int KVM_BUS_LOCK_DETECTION_EXIT = 1 << 1;

  /** For KVM_CAP_X86_NOTIFY_VMEXIT (api.rst 7.33). */
  public static final int KVM_X86_NOTIFY_VMEXIT_ENABLED = 1 << 0;

  public static final int KVM_X86_NOTIFY_VMEXIT_USER = 1 << 1;
}
