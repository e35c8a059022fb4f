package io.github.kvmtck.api.uapi;

import static io.github.kvmtck.api.uapi.C.nested;
import static io.github.kvmtck.api.uapi.C.s32;
import static io.github.kvmtck.api.uapi.C.struct;
import static io.github.kvmtck.api.uapi.C.u32;
import static io.github.kvmtck.api.uapi.C.u64;
import static io.github.kvmtck.api.uapi.C.union;
import static io.github.kvmtck.api.uapi.FdKind.VM;
import static io.github.kvmtck.api.uapi.Request.iow;

/** Hyper-V enlightenments (api.rst 4.113). */
public final class HyperV {
  private HyperV() {}

  /** For KVM_HYPERV_EVENTFD. */
  public static final Struct HYPERV_EVENTFD =
      struct("kvm_hyperv_eventfd", u32("conn_id"), s32("fd"), u32("flags"), u32("padding[3]"));

  /** For {@link #HYPERV_EVENTFD}. */
  public static final int KVM_HYPERV_CONN_ID_MASK = 0x00ffffff;

  public static final int KVM_HYPERV_EVENTFD_DEASSIGN = 1 << 0;

  /** api.rst 4.113. */
  public static final Request KVM_HYPERV_EVENTFD =
      iow("KVM_HYPERV_EVENTFD", 0xbd, HYPERV_EVENTFD, VM);

  /** In kvm_run, for KVM_EXIT_HYPERV. */
  public static final Struct HYPERV_EXIT =
      struct(
          "kvm_hyperv_exit",
          u32("type"),
          u32("pad1"),
          union(
              "u",
              nested(
                  "synic",
                  u32("msr"),
                  u32("pad2"),
                  u64("control"),
                  u64("evt_page"),
                  u64("msg_page")),
              nested("hcall", u64("input"), u64("result"), u64("params[2]")),
              nested(
                  "syndbg",
                  u32("msr"),
                  u32("pad2"),
                  u64("control"),
                  u64("status"),
                  u64("send_page"),
                  u64("recv_page"),
                  u64("pending_page"))));

  /** Values of type. */
  public static final int KVM_EXIT_HYPERV_SYNIC = 1;

  public static final int KVM_EXIT_HYPERV_HCALL = 2;
  public static final int KVM_EXIT_HYPERV_SYNDBG = 3;
}
