package io.github.kvmtck.vmm.memory;

import io.github.kvmtck.api.client.MemoryRegion;
import java.util.ArrayList;
import java.util.List;

/**
 * A change of the memory map, all of it at once as the guest sees it.
 *
 * @param deletions slots by id
 * @param additions what there is afterwards; ids may be those of deleted slots
 */
public record MemoryChange(List<Integer> deletions, List<MemoryRegion> additions) {
  public static final MemoryChange NONE = new MemoryChange(List.of(), List.of());

  public MemoryChange {
    deletions = List.copyOf(deletions);
    additions = List.copyOf(additions);
  }

  /** The same, and a slot is deleted. */
  public MemoryChange delete(int slot) {
    List<Integer> more = new ArrayList<>(deletions);
    more.add(slot);
    return new MemoryChange(more, additions);
  }

  /** The same, and a slot is added. */
  public MemoryChange add(MemoryRegion region) {
    List<MemoryRegion> more = new ArrayList<>(additions);
    more.add(region);
    return new MemoryChange(deletions, more);
  }

  /**
   * The same, and a slot has other flags afterwards. KVM refuses to turn READONLY on or off, so the
   * slot is made anew (RO-05, SLOT-11).
   */
  public MemoryChange reflag(MemoryRegion slot, int flags) {
    return delete(slot.slot()).add(slot.withFlags(flags));
  }
}
