package io.github.kvmtck.api.uapi;

import static io.github.kvmtck.api.uapi.C.struct;
import static io.github.kvmtck.api.uapi.C.u32;
import static io.github.kvmtck.api.uapi.C.u64;
import static io.github.kvmtck.api.uapi.FdKind.VCPU;
import static io.github.kvmtck.api.uapi.FdKind.VM;
import static io.github.kvmtck.api.uapi.Request.io;
import static io.github.kvmtck.api.uapi.Request.iow;
import static io.github.kvmtck.api.uapi.Request.iowr;

/** Guest memory (api.rst 4.35, 4.140 to 4.143). */
public final class Memslots {
  private Memslots() {}

  /** For KVM_SET_USER_MEMORY_REGION; bits 16 to 31 of slot are the address space. */
  public static final Struct USERSPACE_MEMORY_REGION =
      struct(
          "kvm_userspace_memory_region",
          u32("slot"),
          u32("flags"),
          u64("guest_phys_addr"),
          u64("memory_size"), // bytes
          u64("userspace_addr")); // start of the userspace allocated memory

  /** For KVM_SET_USER_MEMORY_REGION2. */
  public static final Struct USERSPACE_MEMORY_REGION2 =
      struct(
          "kvm_userspace_memory_region2",
          u32("slot"),
          u32("flags"),
          u64("guest_phys_addr"),
          u64("memory_size"),
          u64("userspace_addr"),
          u64("guest_memfd_offset"),
          u32("guest_memfd"),
          u32("pad1"),
          u64("pad2[14]"));

  /** Flags of a memslot. */
  public static final int KVM_MEM_LOG_DIRTY_PAGES = 1 << 0;

  public static final int KVM_MEM_READONLY = 1 << 1;
  public static final int KVM_MEM_GUEST_MEMFD = 1 << 2;

  /**
   * api.rst 4.35. Creates, moves, changes the flags of or, with size 0, deletes a memslot. EINVAL,
   * EEXIST.
   */
  public static final Request KVM_SET_USER_MEMORY_REGION =
      iow("KVM_SET_USER_MEMORY_REGION", 0x46, USERSPACE_MEMORY_REGION, VM);

  /** api.rst 4.140. The same with a guest_memfd. */
  public static final Request KVM_SET_USER_MEMORY_REGION2 =
      iow("KVM_SET_USER_MEMORY_REGION2", 0x49, USERSPACE_MEMORY_REGION2, VM);

  /** api.rst 4.36. Takes the guest physical address of three pages (Intel). */
  public static final Request KVM_SET_TSS_ADDR = io("KVM_SET_TSS_ADDR", 0x47, VM).taking();

  /**
   * api.rst 4.40. Points to the guest physical address of one page; EINVAL after a vCPU was made.
   */
  public static final Request KVM_SET_IDENTITY_MAP_ADDR =
      iow("KVM_SET_IDENTITY_MAP_ADDR", 0x48, Scalar.U64, VM);

  /** Takes a number of shadow pages. */
  public static final Request KVM_SET_NR_MMU_PAGES = io("KVM_SET_NR_MMU_PAGES", 0x44, VM).taking();

  /** Deprecated. */
  public static final Request KVM_GET_NR_MMU_PAGES = io("KVM_GET_NR_MMU_PAGES", 0x45, VM);

  /** For KVM_SET_MEMORY_ATTRIBUTES. */
  public static final Struct MEMORY_ATTRIBUTES =
      struct("kvm_memory_attributes", u64("address"), u64("size"), u64("attributes"), u64("flags"));

  /** Attributes of a page. */
  public static final int KVM_MEMORY_ATTRIBUTE_PRIVATE = 1 << 3;

  /** api.rst 4.141. */
  public static final Request KVM_SET_MEMORY_ATTRIBUTES =
      iow("KVM_SET_MEMORY_ATTRIBUTES", 0xd2, MEMORY_ATTRIBUTES, VM);

  /** For KVM_CREATE_GUEST_MEMFD. */
  public static final Struct CREATE_GUEST_MEMFD =
      struct("kvm_create_guest_memfd", u64("size"), u64("flags"), u64("reserved[6]"));

  /** Flags of a guest_memfd. */
  public static final int GUEST_MEMFD_FLAG_MMAP = 1 << 0;

  public static final int GUEST_MEMFD_FLAG_INIT_SHARED = 1 << 1;

  /** api.rst 4.142. Returns an fd. */
  public static final Request KVM_CREATE_GUEST_MEMFD =
      iowr("KVM_CREATE_GUEST_MEMFD", 0xd4, CREATE_GUEST_MEMFD, VM);

  /** For KVM_PRE_FAULT_MEMORY. */
  public static final Struct PRE_FAULT_MEMORY =
      struct("kvm_pre_fault_memory", u64("gpa"), u64("size"), u64("flags"), u64("padding[5]"));

  /** api.rst 4.143. */
  public static final Request KVM_PRE_FAULT_MEMORY =
      iowr("KVM_PRE_FAULT_MEMORY", 0xd5, PRE_FAULT_MEMORY, VCPU);
}
