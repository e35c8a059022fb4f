package io.github.kvmtck.reference.kvm;

import static io.github.kvmtck.api.uapi.Memslots.KVM_MEM_GUEST_MEMFD;
import static io.github.kvmtck.api.uapi.Memslots.KVM_MEM_LOG_DIRTY_PAGES;
import static io.github.kvmtck.api.uapi.Memslots.KVM_MEM_READONLY;

/**
 * Which KVM_MEM_* a memory slot may have (check_memory_region_flags).
 *
 * @param valid what may be set
 * @param fixed what an existing slot cannot change
 */
public record SlotFlags(int valid, int fixed) {
  public static final SlotFlags MAINLINE =
      new SlotFlags(
          KVM_MEM_LOG_DIRTY_PAGES | KVM_MEM_READONLY | KVM_MEM_GUEST_MEMFD,
          KVM_MEM_READONLY | KVM_MEM_GUEST_MEMFD);

  /** Whether all of these are known, and may be had together. */
  public boolean valid(long flags) {
    boolean memfd = (flags & KVM_MEM_GUEST_MEMFD) != 0;
    return (flags & ~valid) == 0
        && !(memfd && (flags & (KVM_MEM_LOG_DIRTY_PAGES | KVM_MEM_READONLY)) != 0);
  }

  /** Whether two sets of flags differ in what an existing slot cannot change. */
  public boolean fixedDiffer(int one, int other) {
    return ((one ^ other) & fixed) != 0;
  }
}
