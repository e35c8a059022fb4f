package io.github.kvmtck.reference.memslot;

import org.jspecify.annotations.Nullable;

/**
 * A memory slot (struct kvm_memory_slot).
 *
 * @param addressSpace bits 16 to 31 of kvm_userspace_memory_region.slot
 * @param id the low 16 bits of kvm_userspace_memory_region.slot
 * @param baseGfn first guest frame number
 * @param pages size in pages of 4 KiB
 * @param flags KVM_MEM_*
 * @param userspaceAddress where the VM's process has the first page
 * @param dirty the dirty bitmap; null where the slot is not logged
 */
public record Memslot(
    int addressSpace,
    int id,
    long baseGfn,
    long pages,
    int flags,
    long userspaceAddress,
    @Nullable DirtyBitmap dirty) {

  /** KVM_MEMSLOT_INVALID: an internal bit that no client can set. */
  private static final int INVALID = 1 << 16;

  /** This while it is being moved or deleted: accesses retry until that is done. */
  public Memslot asInvalid() {
    return new Memslot(addressSpace, id, baseGfn, pages, flags | INVALID, userspaceAddress, dirty);
  }

  public boolean invalid() {
    return has(INVALID);
  }

  /** The first frame behind the slot. */
  public long endGfn() {
    return baseGfn + pages;
  }

  public boolean contains(long gfn) {
    return gfn >= baseGfn && gfn < endGfn();
  }

  public boolean has(int flag) {
    return (flags & flag) != 0;
  }

  /** Where the process has a page of this slot. */
  public long userspaceAddress(long gfn) {
    return userspaceAddress + (gfn - baseGfn << 12);
  }

  public boolean overlaps(long first, long end) {
    return baseGfn < end && first < endGfn();
  }
}
