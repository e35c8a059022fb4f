package io.github.kvmtck.api.uapi;

import static io.github.kvmtck.api.uapi.C.member;
import static io.github.kvmtck.api.uapi.C.struct;
import static io.github.kvmtck.api.uapi.C.u32;
import static io.github.kvmtck.api.uapi.FdKind.SYSTEM;
import static io.github.kvmtck.api.uapi.FdKind.VCPU;
import static io.github.kvmtck.api.uapi.Request.iow;
import static io.github.kvmtck.api.uapi.Request.iowr;

/** What CPUID tells the guest (api.rst 4.20, 4.46, 4.88, 4.118). */
public final class Cpuid {
  private Cpuid() {}

  /** A leaf without an index. */
  public static final Struct CPUID_ENTRY =
      struct(
          "kvm_cpuid_entry",
          u32("function"),
          u32("eax"),
          u32("ebx"),
          u32("ecx"),
          u32("edx"),
          u32("padding"));

  /** For KVM_SET_CPUID. */
  public static final Struct CPUID =
      struct("kvm_cpuid", u32("nent"), u32("padding"), member(CPUID_ENTRY, "entries[]"));

  /** api.rst 4.20. */
  public static final Request KVM_SET_CPUID = iow("KVM_SET_CPUID", 0x8a, CPUID, VCPU);

  /** A leaf. */
  public static final Struct CPUID_ENTRY2 =
      struct(
          "kvm_cpuid_entry2",
          u32("function"),
          u32("index"),
          u32("flags"),
          u32("eax"),
          u32("ebx"),
          u32("ecx"),
          u32("edx"),
          u32("padding[3]"));

  /** Flags of {@link #CPUID_ENTRY2}; the spelling is the kernel's. */
  public static final int KVM_CPUID_FLAG_SIGNIFCANT_INDEX = 1 << 0;

  public static final int KVM_CPUID_FLAG_STATEFUL_FUNC = 1 << 1;
  public static final int KVM_CPUID_FLAG_STATE_READ_NEXT = 1 << 2;

  /** For KVM_SET_CPUID2 and all that report CPUID. */
  public static final Struct CPUID2 =
      struct("kvm_cpuid2", u32("nent"), u32("padding"), member(CPUID_ENTRY2, "entries[]"));

  /** EINVAL after KVM_RUN, if anything changes. */
  public static final Request KVM_SET_CPUID2 = iow("KVM_SET_CPUID2", 0x90, CPUID2, VCPU);

  /** E2BIG with the true number. */
  public static final Request KVM_GET_CPUID2 = iowr("KVM_GET_CPUID2", 0x91, CPUID2, VCPU);

  /** api.rst 4.46. E2BIG where nent is too small. */
  public static final Request KVM_GET_SUPPORTED_CPUID =
      iowr("KVM_GET_SUPPORTED_CPUID", 0x05, CPUID2, SYSTEM);

  /** api.rst 4.88. E2BIG where nent is too small. */
  public static final Request KVM_GET_EMULATED_CPUID =
      iowr("KVM_GET_EMULATED_CPUID", 0x09, CPUID2, SYSTEM);

  /** api.rst 4.118. E2BIG where nent is too small. */
  public static final Request KVM_GET_SUPPORTED_HV_CPUID =
      iowr("KVM_GET_SUPPORTED_HV_CPUID", 0xc1, CPUID2, VCPU, SYSTEM);
}
