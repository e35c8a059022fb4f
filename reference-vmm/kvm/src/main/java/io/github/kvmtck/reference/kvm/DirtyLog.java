package io.github.kvmtck.reference.kvm;

import io.github.kvmtck.reference.memslot.Memslot;
import org.jspecify.annotations.Nullable;

/** How writes through memory slots are logged. */
public interface DirtyLog {

  /** The guest is about to write a page for which its vCPU has no writable translation. */
  void mapped(Vcpu vcpu, Memslot slot, long gfn);

  /**
   * mark_page_dirty_in_slot: KVM itself has written.
   *
   * @param running the vCPU whose ioctl this is in; null where there is none
   */
  void written(Vm vm, @Nullable Vcpu running, Memslot slot, long gfn);

  /** kvm_dirty_ring_check_request: whether the vCPU may not enter the guest before a reset. */
  boolean full(Vcpu vcpu);

  /**
   * kvm_reset_dirty_gfn: the next write is to be logged again.
   *
   * @param slot bits 0 to 15 the id, bits 16 to 31 the address space; perhaps of no slot
   */
  void reset(Vm vm, int slot, long offset);
}
