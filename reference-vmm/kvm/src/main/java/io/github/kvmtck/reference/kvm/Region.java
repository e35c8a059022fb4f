package io.github.kvmtck.reference.kvm;

import io.github.kvmtck.reference.host.file.OpenFile;
import io.github.kvmtck.reference.memslot.DirtyBitmap;
import io.github.kvmtck.reference.memslot.Memslot;
import org.jspecify.annotations.Nullable;

/**
 * What a client asks of a memory slot (struct kvm_userspace_memory_region2).
 *
 * @param slot slot id in bits 0 to 15, address space in bits 16 to 31
 * @param size bytes; 0 deletes the slot
 * @param memfd what the descriptor guest_memfd is; null where it is not open
 * @param memfdOffset into that, in bytes
 */
public record Region(
    int slot,
    int flags,
    long guestAddress,
    long size,
    long userspaceAddress,
    @Nullable OpenFile memfd,
    long memfdOffset) {

  /** One without a guest_memfd. */
  public Region(int slot, int flags, long guestAddress, long size, long userspaceAddress) {
    this(slot, flags, guestAddress, size, userspaceAddress, null, 0);
  }

  public boolean has(int flag) {
    return (flags & flag) != 0;
  }

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
