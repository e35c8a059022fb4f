package io.github.kvmtck.api.uapi;

import static io.github.kvmtck.api.uapi.C.member;
import static io.github.kvmtck.api.uapi.C.pointer;
import static io.github.kvmtck.api.uapi.C.struct;
import static io.github.kvmtck.api.uapi.C.u32;
import static io.github.kvmtck.api.uapi.C.u64;
import static io.github.kvmtck.api.uapi.FdKind.SYSTEM;
import static io.github.kvmtck.api.uapi.FdKind.VCPU;
import static io.github.kvmtck.api.uapi.FdKind.VM;
import static io.github.kvmtck.api.uapi.Request.iow;
import static io.github.kvmtck.api.uapi.Request.iowr;

/** Model-specific registers (api.rst 4.3, 4.18, 4.19, 4.97, 7.21). */
public final class Msrs {
  private Msrs() {}

  /** An MSR and its value. */
  public static final Struct MSR_ENTRY =
      struct("kvm_msr_entry", u32("index"), u32("reserved"), u64("data"));

  /** For KVM_GET_MSRS and KVM_SET_MSRS. */
  public static final Struct MSRS =
      struct(
          "kvm_msrs",
          u32("nmsrs"), // number of msrs in entries
          u32("pad"),
          member(MSR_ENTRY, "entries[]"));

  /** api.rst 4.18. Returns how many were read: it stops at the first that fails. */
  public static final Request KVM_GET_MSRS = iowr("KVM_GET_MSRS", 0x88, MSRS, VCPU, SYSTEM);

  /** api.rst 4.19. Returns how many were written: it stops at the first that fails. */
  public static final Request KVM_SET_MSRS = iow("KVM_SET_MSRS", 0x89, MSRS, VCPU);

  /** For KVM_GET_MSR_INDEX_LIST. */
  public static final Struct MSR_LIST =
      struct(
          "kvm_msr_list",
          u32("nmsrs"), // number of msrs in entries
          u32("indices[]"));

  /** api.rst 4.3. E2BIG with the true number. */
  public static final Request KVM_GET_MSR_INDEX_LIST =
      iowr("KVM_GET_MSR_INDEX_LIST", 0x02, MSR_LIST, SYSTEM);

  /** api.rst 4.3. E2BIG with the true number. */
  public static final Request KVM_GET_MSR_FEATURE_INDEX_LIST =
      iowr("KVM_GET_MSR_FEATURE_INDEX_LIST", 0x0a, MSR_LIST, SYSTEM);

  /** A bitmap of MSRs. */
  public static final Struct MSR_FILTER_RANGE =
      struct(
          "kvm_msr_filter_range",
          u32("flags"),
          u32("nmsrs"), // number of msrs in bitmap
          u32("base"), // MSR index the bitmap starts at
          pointer("bitmap")); // a 1 bit allows the operations in flags, 0 denies

  /** For KVM_X86_SET_MSR_FILTER. */
  public static final Struct MSR_FILTER =
      struct("kvm_msr_filter", u32("flags"), member(MSR_FILTER_RANGE, "ranges[16]"));

  /** For {@link #MSR_FILTER_RANGE} and {@link #MSR_FILTER}. */
  public static final int KVM_MSR_FILTER_MAX_BITMAP_SIZE = 0x600;

  public static final int KVM_MSR_FILTER_READ = 1 << 0;
  public static final int KVM_MSR_FILTER_WRITE = 1 << 1;
  public static final int KVM_MSR_FILTER_MAX_RANGES = 16;
  public static final int KVM_MSR_FILTER_DEFAULT_ALLOW = 0 << 0;
  public static final int KVM_MSR_FILTER_DEFAULT_DENY = 1 << 0;

  /** api.rst 4.97. */
  public static final Request KVM_X86_SET_MSR_FILTER =
      iow("KVM_X86_SET_MSR_FILTER", 0xc6, MSR_FILTER, VM);

  /** Bits for KVM_CAP_X86_USER_SPACE_MSR and values of msr.reason. */
  public static final int KVM_MSR_EXIT_REASON_INVAL = 1 << 0;

  public static final int KVM_MSR_EXIT_REASON_UNKNOWN = 1 << 1;
  public static final int KVM_MSR_EXIT_REASON_FILTER = 1 << 2;
}
