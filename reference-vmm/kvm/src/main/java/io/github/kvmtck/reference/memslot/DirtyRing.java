package io.github.kvmtck.reference.memslot;

import static io.github.kvmtck.api.uapi.DirtyLog.DIRTY_GFN;
import static io.github.kvmtck.api.uapi.DirtyLog.KVM_DIRTY_GFN_F_DIRTY;
import static io.github.kvmtck.api.uapi.DirtyLog.KVM_DIRTY_GFN_F_RESET;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;

/**
 * Which pages one vCPU wrote, in the order of the writes (struct kvm_dirty_ring). The entries are
 * shared with the client: KVM marks one dirty, the client marks it harvested, a reset takes it
 * back.
 */
public final class DirtyRing {
  /** KVM_DIRTY_RING_RSVD_ENTRIES: room for what one exit can still write. A host without PML. */
  public static final int RESERVED_ENTRIES = 64;

  /** KVM_DIRTY_RING_MAX_ENTRIES. */
  public static final int MAX_ENTRIES = 65536;

  public static final long ENTRY_BYTES = DIRTY_GFN.size();

  private static final VarHandle FLAGS = ValueLayout.JAVA_INT.varHandle();
  private static final long FLAGS_OFFSET = DIRTY_GFN.offset("flags");
  private static final long SLOT_OFFSET = DIRTY_GFN.offset("slot");
  private static final long PAGE_OFFSET = DIRTY_GFN.offset("offset");

  private final MemorySegment entries;
  private final int size;
  private volatile int dirtied;
  private volatile int reset;

  /**
   * A ring in memory that is all zero.
   *
   * @param entries their number is a power of two
   */
  public DirtyRing(MemorySegment entries) {
    this.entries = entries;
    this.size = (int) (entries.byteSize() / ENTRY_BYTES);
  }

  /** A page as an entry names it. */
  @FunctionalInterface
  public interface Page {
    /**
     * Takes a page.
     *
     * @param slot bits 0 to 15 the id, bits 16 to 31 the address space
     * @param offset in pages from the start of the slot
     */
    void accept(int slot, long offset);
  }

  /** kvm_dirty_ring_soft_full: the vCPU may not enter the guest before a reset. */
  public boolean softFull() {
    return dirtied - reset >= size - RESERVED_ENTRIES;
  }

  /** kvm_dirty_ring_push, by the task that runs the vCPU: flags come last, for the client. */
  public void push(int slot, long offset) {
    int index = dirtied;
    long at = at(index);
    entries.set(ValueLayout.JAVA_INT, at + SLOT_OFFSET, slot);
    entries.set(ValueLayout.JAVA_LONG, at + PAGE_OFFSET, offset);
    FLAGS.setRelease(entries, at + FLAGS_OFFSET, KVM_DIRTY_GFN_F_DIRTY);
    dirtied = index + 1;
  }

  /**
   * kvm_dirty_ring_reset, under kvm-&gt;slots_lock: takes entries back up to the first that is not
   * harvested. What the client has written into an entry meanwhile counts.
   *
   * @param page gets each of them
   * @return how many
   */
  public int reset(Page page) {
    int first = reset;
    int index = first;
    long at = at(index);
    while (((int) FLAGS.getAcquire(entries, at + FLAGS_OFFSET) & KVM_DIRTY_GFN_F_RESET) != 0) {
      int slot = entries.get(ValueLayout.JAVA_INT, at + SLOT_OFFSET);
      long offset = entries.get(ValueLayout.JAVA_LONG, at + PAGE_OFFSET);
      FLAGS.setRelease(entries, at + FLAGS_OFFSET, 0);
      index++;
      reset = index;
      page.accept(slot, offset);
      at = at(index);
    }
    return index - first;
  }

  private long at(int index) {
    return (index & size - 1) * ENTRY_BYTES;
  }
}
