package io.github.kvmtck.reference.kvm;

import io.github.kvmtck.reference.memslot.DirtyBitmap;
import io.github.kvmtck.reference.memslot.Memslot;
import org.jspecify.annotations.Nullable;

/**
 * What a client asks of a memory slot (struct kvm_userspace_memory_region).
 *
 * @param slot slot id in bits 0 to 15, address space in bits 16 to 31
 * @param size bytes; 0 deletes the slot
 */
public record Region(int slot, int flags, long guestAddress, long size, long userspaceAddress) {

  public int id() {
    return slot & 0xffff;
  }

  /** The address space, as unsigned as it comes. */
  public int addressSpace() {
    return slot >>> 16;
  }

  public long baseGfn() {
    return guestAddress >>> 12;
  }

  public long pages() {
    return size >>> 12;
  }

  /** The slot that this makes. */
  Memslot slot(@Nullable DirtyBitmap dirty) {
    return new Memslot(addressSpace(), id(), baseGfn(), pages(), flags, userspaceAddress, dirty);
  }
}
