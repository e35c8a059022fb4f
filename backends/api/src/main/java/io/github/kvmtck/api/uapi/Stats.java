package io.github.kvmtck.api.uapi;

import static io.github.kvmtck.api.uapi.C.s16;
import static io.github.kvmtck.api.uapi.C.struct;
import static io.github.kvmtck.api.uapi.C.u16;
import static io.github.kvmtck.api.uapi.C.u32;
import static io.github.kvmtck.api.uapi.C.u8;
import static io.github.kvmtck.api.uapi.FdKind.VCPU;
import static io.github.kvmtck.api.uapi.FdKind.VM;
import static io.github.kvmtck.api.uapi.Request.io;

/** Binary statistics (api.rst 4.133). */
public final class Stats {
  private Stats() {}

  /** api.rst 4.133. Returns an fd to read header, descriptors and data from. */
  public static final Request KVM_GET_STATS_FD = io("KVM_GET_STATS_FD", 0xce, VM, VCPU);

  /** At the start of the file. */
  public static final Struct STATS_HEADER =
      struct(
          "kvm_stats_header",
          u32("flags"),
          u32("name_size"),
          u32("num_desc"),
          u32("id_offset"),
          u32("desc_offset"),
          u32("data_offset"));

  /** One statistic; the name is name_size bytes long. */
  public static final Struct STATS_DESC =
      struct(
          "kvm_stats_desc",
          u32("flags"),
          s16("exponent"),
          u16("size"),
          u32("offset"),
          u32("bucket_size"),
          u8("name[]"));

  /** Bits of kvm_stats_desc.flags. */
  public static final int KVM_STATS_TYPE_SHIFT = 0;

  public static final int KVM_STATS_TYPE_MASK = 0xF << KVM_STATS_TYPE_SHIFT;
  public static final int KVM_STATS_TYPE_CUMULATIVE = 0x0 << KVM_STATS_TYPE_SHIFT;
  public static final int KVM_STATS_TYPE_INSTANT = 0x1 << KVM_STATS_TYPE_SHIFT;
  public static final int KVM_STATS_TYPE_PEAK = 0x2 << KVM_STATS_TYPE_SHIFT;
  public static final int KVM_STATS_TYPE_LINEAR_HIST = 0x3 << KVM_STATS_TYPE_SHIFT;
  public static final int KVM_STATS_TYPE_LOG_HIST = 0x4 << KVM_STATS_TYPE_SHIFT;
  public static final int KVM_STATS_UNIT_SHIFT = 4;
  public static final int KVM_STATS_UNIT_MASK = 0xF << KVM_STATS_UNIT_SHIFT;
  public static final int KVM_STATS_UNIT_NONE = 0x0 << KVM_STATS_UNIT_SHIFT;
  public static final int KVM_STATS_UNIT_BYTES = 0x1 << KVM_STATS_UNIT_SHIFT;
  public static final int KVM_STATS_UNIT_SECONDS = 0x2 << KVM_STATS_UNIT_SHIFT;
  public static final int KVM_STATS_UNIT_CYCLES = 0x3 << KVM_STATS_UNIT_SHIFT;
  public static final int KVM_STATS_UNIT_BOOLEAN = 0x4 << KVM_STATS_UNIT_SHIFT;
  public static final int KVM_STATS_BASE_SHIFT = 8;
  public static final int KVM_STATS_BASE_MASK = 0xF << KVM_STATS_BASE_SHIFT;
  public static final int KVM_STATS_BASE_POW10 = 0x0 << KVM_STATS_BASE_SHIFT;
  public static final int KVM_STATS_BASE_POW2 = 0x1 << KVM_STATS_BASE_SHIFT;
}
