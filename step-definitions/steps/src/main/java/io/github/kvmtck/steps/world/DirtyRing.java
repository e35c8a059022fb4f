package io.github.kvmtck.steps.world;

import static io.github.kvmtck.api.uapi.DirtyLog.DIRTY_GFN;
import static io.github.kvmtck.api.uapi.DirtyLog.KVM_DIRTY_GFN_F_DIRTY;
import static io.github.kvmtck.api.uapi.DirtyLog.KVM_DIRTY_GFN_F_MASK;
import static io.github.kvmtck.api.uapi.DirtyLog.KVM_DIRTY_GFN_F_RESET;

import io.github.kvmtck.api.Memory;
import io.github.kvmtck.steps.words.Numbers;
import io.github.kvmtck.steps.words.PageSet;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** One vCPU's dirty ring as a VMM sees it: it harvests in order and remembers where it is. */
public final class DirtyRing {
  private final Memory memory;
  private final long address;
  private final int size;
  private int next;

  /**
   * A ring that nothing was harvested from.
   *
   * @param address where it is mapped
   * @param size in entries
   */
  DirtyRing(Memory memory, long address, int size) {
    this.memory = memory;
    this.address = address;
    this.size = size;
  }

  /**
   * One entry.
   *
   * @param slot bits 0 to 15 the id, bits 16 to 31 the address space
   * @param offset in pages from the start of the slot
   */
  public record Entry(int flags, int slot, long offset) {
    @Override
    public String toString() {
      return "page " + offset + " of slot " + Numbers.show(slot) + " with flags " + flags;
    }
  }

  public int size() {
    return size;
  }

  public Entry entry(int index) {
    long at = at(index);
    return new Entry(
        memory.u32(at + DIRTY_GFN.offset("flags")),
        memory.u32(at + DIRTY_GFN.offset("slot")),
        memory.u64(at + DIRTY_GFN.offset("offset")));
  }

  /** What there is to harvest, in its order. */
  public List<Entry> dirty() {
    List<Entry> dirty = new ArrayList<>();
    while (dirty.size() < size && isDirty(entry(next + dirty.size()))) {
      dirty.add(entry(next + dirty.size()));
    }
    return dirty;
  }

  private static boolean isDirty(Entry entry) {
    return (entry.flags() & KVM_DIRTY_GFN_F_MASK) == KVM_DIRTY_GFN_F_DIRTY;
  }

  /** The pages of a slot that there are to harvest. */
  public PageSet pages(int slot) {
    BitSet pages = new BitSet();
    dirty().stream()
        .filter(entry -> entry.slot() == slot)
        .forEach(entry -> pages.set((int) entry.offset()));
    return new PageSet(pages);
  }

  /** How many entries KVM has written and not taken back. */
  public int used() {
    int used = 0;
    for (int index = 0; index < size; index++) {
      used += (entry(index).flags() & KVM_DIRTY_GFN_F_MASK) == 0 ? 0 : 1;
    }
    return used;
  }

  /** Harvests so many entries. */
  public void harvest(int count) {
    for (int i = 0; i < count; i++) {
      mark(next, entry(next).flags() | KVM_DIRTY_GFN_F_RESET);
      next++;
    }
  }

  /** Puts flags into an entry, whichever comes next. */
  public void mark(int index, int flags) {
    memory.u32(at(index) + DIRTY_GFN.offset("flags"), flags);
  }

  private long at(int index) {
    return address + (index & size - 1) * DIRTY_GFN.size();
  }
}
