package io.github.kvmtck.api.uapi;

import static io.github.kvmtck.api.uapi.C.pointer;
import static io.github.kvmtck.api.uapi.C.struct;
import static io.github.kvmtck.api.uapi.C.u32;
import static io.github.kvmtck.api.uapi.C.u64;
import static io.github.kvmtck.api.uapi.C.union;
import static io.github.kvmtck.api.uapi.FdKind.VM;
import static io.github.kvmtck.api.uapi.Request.io;
import static io.github.kvmtck.api.uapi.Request.iow;
import static io.github.kvmtck.api.uapi.Request.iowr;

/** Which pages the guest wrote: bitmap (api.rst 4.8, 4.117) and ring (7.36). */
public final class DirtyLog {
  private DirtyLog() {}

  /** For KVM_GET_DIRTY_LOG. */
  public static final Struct DIRTY_LOG =
      struct(
          "kvm_dirty_log",
          u32("slot"),
          u32("padding1"),
          union(
              pointer("dirty_bitmap"), // one bit per page
              u64("padding2")));

  /** api.rst 4.8. ENOENT for a slot that does not log. */
  public static final Request KVM_GET_DIRTY_LOG = iow("KVM_GET_DIRTY_LOG", 0x42, DIRTY_LOG, VM);

  /** For KVM_CLEAR_DIRTY_LOG. */
  public static final Struct CLEAR_DIRTY_LOG =
      struct(
          "kvm_clear_dirty_log",
          u32("slot"),
          u32("num_pages"),
          u64("first_page"),
          union(
              pointer("dirty_bitmap"), // one bit per page
              u64("padding2")));

  /** api.rst 4.117. */
  public static final Request KVM_CLEAR_DIRTY_LOG =
      iowr("KVM_CLEAR_DIRTY_LOG", 0xc0, CLEAR_DIRTY_LOG, VM);

  /** For KVM_CAP_MANUAL_DIRTY_LOG_PROTECT2 (api.rst 7.18). */
  public static final int KVM_DIRTY_LOG_MANUAL_PROTECT_ENABLE = 1 << 0;

  public static final int KVM_DIRTY_LOG_INITIALLY_SET = 1 << 1;

  /** An entry of the ring. */
  public static final Struct DIRTY_GFN =
      struct("kvm_dirty_gfn", u32("flags"), u32("slot"), u64("offset"));

  /** Life of an entry: 0, dirtied 1, harvested 1x, reset 0. */
  public static final int KVM_DIRTY_GFN_F_DIRTY = 1 << 0;

  public static final int KVM_DIRTY_GFN_F_RESET = 1 << 1;
  public static final int KVM_DIRTY_GFN_F_MASK = 0x3;

  /** Page number of the ring in the mapping of a vCPU fd. */
  public static final int KVM_DIRTY_LOG_PAGE_OFFSET = 64;

  /** api.rst 7.36. Returns how many entries were reset. */
  public static final Request KVM_RESET_DIRTY_RINGS = io("KVM_RESET_DIRTY_RINGS", 0xc7, VM);
}
