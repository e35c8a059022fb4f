package io.github.kvmtck.reference.memslot;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which pages of logged slots a guest may write without KVM noticing: it has noticed a write and
 * has not protected the page again. Slots are named as the entries of a dirty ring name them, so an
 * entry that outlives its slot protects a page of whichever slot has the id now (rule RING-06).
 */
public final class WriteProtection {
  private final Map<Integer, Map<Long, Boolean>> writable = new ConcurrentHashMap<>();

  /** Lets a page be written; true where it was protected, so that this write is to be logged. */
  public boolean lift(int slot, long offset) {
    return writable.computeIfAbsent(slot, id -> new ConcurrentHashMap<>()).putIfAbsent(offset, true)
        == null;
  }

  /** kvm_arch_mmu_enable_log_dirty_pt_masked for one page. */
  public void protect(int slot, long offset) {
    Map<Long, Boolean> pages = writable.get(slot);
    if (pages != null) {
      pages.remove(offset);
    }
  }

  /** kvm_mmu_slot_remove_write_access: every page of a slot that is logged from now on. */
  public void protect(int slot) {
    writable.remove(slot);
  }

  /** kvm_mmu_zap_all_fast: a slot that goes or moves takes the translations of all with it. */
  public void protectAll() {
    writable.clear();
  }
}
