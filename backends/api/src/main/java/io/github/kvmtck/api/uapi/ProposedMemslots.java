package io.github.kvmtck.api.uapi;

import static io.github.kvmtck.api.uapi.C.member;
import static io.github.kvmtck.api.uapi.C.struct;
import static io.github.kvmtck.api.uapi.C.u32;
import static io.github.kvmtck.api.uapi.C.u64;
import static io.github.kvmtck.api.uapi.C.u8;
import static io.github.kvmtck.api.uapi.FdKind.VM;
import static io.github.kvmtck.api.uapi.Request.iow;

/**
 * Changes of memory slots that no vCPU sees the half of, and alternatives to them. {@link Proposed}
 * tells where the numbers come from.
 */
public final class ProposedMemslots {
  private ProposedMemslots() {}

  /** Rules LIST-00 to LIST-14. */
  public static final Struct USERSPACE_MEMORY_REGION_ENTRY =
      struct(
          "kvm_userspace_memory_region_entry",
          u32("slot"),
          u32("flags"),
          u64("guest_phys_addr"),
          u64("memory_size"),
          u64("userspace_addr"),
          u8("invalidate_slot"),
          u8("padding[31]"));

  /** For KVM_SET_USER_MEMORY_REGION_LIST. */
  public static final Struct USERSPACE_MEMORY_REGION_LIST =
      struct(
          "kvm_userspace_memory_region_list",
          u32("nent"),
          u32("flags"),
          member(USERSPACE_MEMORY_REGION_ENTRY, "entries[]"));

  /** Changes several memslots so that no vCPU sees a hole. */
  public static final Request KVM_SET_USER_MEMORY_REGION_LIST =
      iow("KVM_SET_USER_MEMORY_REGION_LIST", 0x49, USERSPACE_MEMORY_REGION_LIST, VM);

  /** Rule LIST-10: entries of a list of the intended flavour; more are E2BIG. */
  public static final int MEMSLOT_LIST_MAX = 64;

  /** Rule ALT-01: every slot that there is to be. */
  public static final Struct ALL_USERSPACE_MEMORY_REGIONS =
      struct(
          "kvm_all_userspace_memory_regions",
          u32("nent"),
          u32("flags"),
          member(Memslots.USERSPACE_MEMORY_REGION, "entries[]"));

  /** Replaces all memory slots by others. */
  public static final Request KVM_SET_ALL_USER_MEMORY_REGIONS =
      iow("KVM_SET_ALL_USER_MEMORY_REGIONS", 0xf8, ALL_USERSPACE_MEMORY_REGIONS, VM);

  /**
   * Rule ALT-02: a slot becomes two, two become one, or one changes its size. {@code pages} is what
   * {@code slot} has afterwards; {@code other} comes by a split and goes by a merge.
   */
  public static final Struct MEMORY_REGION_CONVERSION =
      struct(
          "kvm_memory_region_conversion",
          u32("operation"),
          u32("flags"),
          u32("slot"),
          u32("other"),
          u64("pages"),
          u64("reserved"));

  /** Operations of KVM_CONVERT_MEMORY_REGION. */
  public static final int KVM_MEMORY_REGION_SPLIT = 0;

  public static final int KVM_MEMORY_REGION_MERGE = 1;
  public static final int KVM_MEMORY_REGION_GROW = 2;
  public static final int KVM_MEMORY_REGION_TRUNCATE = 3;

  /** Changes how memory is divided into slots, and neither where it is nor what is known of it. */
  public static final Request KVM_CONVERT_MEMORY_REGION =
      iow("KVM_CONVERT_MEMORY_REGION", 0xf9, MEMORY_REGION_CONVERSION, VM);

  /** Rule ALT-03: every guest access to the slot exits. */
  public static final int KVM_MEM_USER_EXIT = 1 << 8;

  /** Rule ALT-03: the exit, whose address is in memory_fault.gpa. */
  public static final int KVM_EXIT_MEM_USER_EXIT = 0xf8;
}
