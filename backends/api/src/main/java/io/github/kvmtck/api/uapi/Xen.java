package io.github.kvmtck.api.uapi;

import static io.github.kvmtck.api.uapi.C.nested;
import static io.github.kvmtck.api.uapi.C.s32;
import static io.github.kvmtck.api.uapi.C.struct;
import static io.github.kvmtck.api.uapi.C.u16;
import static io.github.kvmtck.api.uapi.C.u32;
import static io.github.kvmtck.api.uapi.C.u64;
import static io.github.kvmtck.api.uapi.C.u8;
import static io.github.kvmtck.api.uapi.C.union;
import static io.github.kvmtck.api.uapi.FdKind.VCPU;
import static io.github.kvmtck.api.uapi.FdKind.VM;
import static io.github.kvmtck.api.uapi.IrqRouting.IRQ_ROUTING_XEN_EVTCHN;
import static io.github.kvmtck.api.uapi.Request.iow;
import static io.github.kvmtck.api.uapi.Request.iowr;

/** Xen guests (api.rst 4.28, 4.126 to 4.129). */
public final class Xen {
  private Xen() {}

  /** For KVM_XEN_HVM_CONFIG. */
  public static final Struct XEN_HVM_CONFIG =
      struct(
          "kvm_xen_hvm_config",
          u32("flags"),
          u32("msr"),
          u64("blob_addr_32"),
          u64("blob_addr_64"),
          u8("blob_size_32"),
          u8("blob_size_64"),
          u8("pad2[30]"));

  /** Bits of flags and of KVM_CAP_XEN_HVM. */
  public static final int KVM_XEN_HVM_CONFIG_HYPERCALL_MSR = 1 << 0;

  public static final int KVM_XEN_HVM_CONFIG_INTERCEPT_HCALL = 1 << 1;
  public static final int KVM_XEN_HVM_CONFIG_SHARED_INFO = 1 << 2;
  public static final int KVM_XEN_HVM_CONFIG_RUNSTATE = 1 << 3;
  public static final int KVM_XEN_HVM_CONFIG_EVTCHN_2LEVEL = 1 << 4;
  public static final int KVM_XEN_HVM_CONFIG_EVTCHN_SEND = 1 << 5;
  public static final int KVM_XEN_HVM_CONFIG_RUNSTATE_UPDATE_FLAG = 1 << 6;
  public static final int KVM_XEN_HVM_CONFIG_PVCLOCK_TSC_UNSTABLE = 1 << 7;
  public static final int KVM_XEN_HVM_CONFIG_SHARED_INFO_HVA = 1 << 8;

  /** api.rst 4.28. */
  public static final Request KVM_XEN_HVM_CONFIG =
      iow("KVM_XEN_HVM_CONFIG", 0x7a, XEN_HVM_CONFIG, VM);

  /** An attribute of a VM. */
  public static final Struct XEN_HVM_ATTR =
      struct(
          "kvm_xen_hvm_attr",
          u16("type"),
          u16("pad[3]"),
          union(
              "u",
              u8("long_mode"),
              u8("vector"),
              u8("runstate_update_flag"),
              union("shared_info", u64("gfn"), u64("hva")),
              nested(
                  "evtchn",
                  u32("send_port"),
                  u32("type"), // EVTCHNSTAT_ipi / EVTCHNSTAT_interdomain
                  u32("flags"),
                  union(
                      "deliver",
                      nested("port", u32("port"), u32("vcpu"), u32("priority")),
                      nested(
                          "eventfd",
                          u32("port"), // Zero for eventfd
                          s32("fd")),
                      u32("padding[4]"))),
              u32("xen_version"),
              u64("pad[8]")));

  /** Values of its type. */
  public static final int KVM_XEN_ATTR_TYPE_LONG_MODE = 0x0;

  public static final int KVM_XEN_ATTR_TYPE_SHARED_INFO = 0x1;
  public static final int KVM_XEN_ATTR_TYPE_UPCALL_VECTOR = 0x2;
  public static final int KVM_XEN_ATTR_TYPE_EVTCHN = 0x3;
  public static final int KVM_XEN_ATTR_TYPE_XEN_VERSION = 0x4;
  public static final int KVM_XEN_ATTR_TYPE_RUNSTATE_UPDATE_FLAG = 0x5;
  public static final int KVM_XEN_ATTR_TYPE_SHARED_INFO_HVA = 0x6;

  /** Bits of u.evtchn.flags. */
  public static final int KVM_XEN_EVTCHN_DEASSIGN = 1 << 0;

  public static final int KVM_XEN_EVTCHN_UPDATE = 1 << 1;
  public static final int KVM_XEN_EVTCHN_RESET = 1 << 2;

  /** api.rst 4.127. */
  public static final Request KVM_XEN_HVM_GET_ATTR =
      iowr("KVM_XEN_HVM_GET_ATTR", 0xc8, XEN_HVM_ATTR, VM);

  /** api.rst 4.126. */
  public static final Request KVM_XEN_HVM_SET_ATTR =
      iow("KVM_XEN_HVM_SET_ATTR", 0xc9, XEN_HVM_ATTR, VM);

  /** An attribute of a vCPU. */
  public static final Struct XEN_VCPU_ATTR =
      struct(
          "kvm_xen_vcpu_attr",
          u16("type"),
          u16("pad[3]"),
          union(
              "u",
              u64("gpa"),
              u64("hva"),
              u64("pad[8]"),
              nested(
                  "runstate",
                  u64("state"),
                  u64("state_entry_time"),
                  u64("time_running"),
                  u64("time_runnable"),
                  u64("time_blocked"),
                  u64("time_offline")),
              u32("vcpu_id"),
              nested("timer", u32("port"), u32("priority"), u64("expires_ns")),
              u8("vector")));

  /** Values of its type. */
  public static final int KVM_XEN_VCPU_ATTR_TYPE_VCPU_INFO = 0x0;

  public static final int KVM_XEN_VCPU_ATTR_TYPE_VCPU_TIME_INFO = 0x1;
  public static final int KVM_XEN_VCPU_ATTR_TYPE_RUNSTATE_ADDR = 0x2;
  public static final int KVM_XEN_VCPU_ATTR_TYPE_RUNSTATE_CURRENT = 0x3;
  public static final int KVM_XEN_VCPU_ATTR_TYPE_RUNSTATE_DATA = 0x4;
  public static final int KVM_XEN_VCPU_ATTR_TYPE_RUNSTATE_ADJUST = 0x5;
  public static final int KVM_XEN_VCPU_ATTR_TYPE_VCPU_ID = 0x6;
  public static final int KVM_XEN_VCPU_ATTR_TYPE_TIMER = 0x7;
  public static final int KVM_XEN_VCPU_ATTR_TYPE_UPCALL_VECTOR = 0x8;
  public static final int KVM_XEN_VCPU_ATTR_TYPE_VCPU_INFO_HVA = 0x9;

  /** api.rst 4.129. */
  public static final Request KVM_XEN_VCPU_GET_ATTR =
      iowr("KVM_XEN_VCPU_GET_ATTR", 0xca, XEN_VCPU_ATTR, VCPU);

  /** api.rst 4.128. */
  public static final Request KVM_XEN_VCPU_SET_ATTR =
      iow("KVM_XEN_VCPU_SET_ATTR", 0xcb, XEN_VCPU_ATTR, VCPU);

  /** api.rst 4.135. */
  public static final Request KVM_XEN_HVM_EVTCHN_SEND =
      iow("KVM_XEN_HVM_EVTCHN_SEND", 0xd0, IRQ_ROUTING_XEN_EVTCHN, VM);

  /** In kvm_run, for KVM_EXIT_XEN. */
  public static final Struct XEN_EXIT =
      struct(
          "kvm_xen_exit",
          u32("type"),
          union(
              "u",
              nested(
                  "hcall",
                  u32("longmode"),
                  u32("cpl"),
                  u64("input"),
                  u64("result"),
                  u64("params[6]"))));

  /** The value of its type. */
  public static final int KVM_EXIT_XEN_HCALL = 1;
}
