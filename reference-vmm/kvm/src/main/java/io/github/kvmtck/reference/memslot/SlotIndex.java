package io.github.kvmtck.reference.memslot;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * The slots of one generation in arrays by guest frame number, as kvm_memslots had them before it
 * had trees: found by halving, and what is looked at lies close together.
 */
final class SlotIndex {
  private final long[] first;
  private final long[] end;
  private final Memslot[] slots;

  /**
   * An index.
   *
   * @param ascending by frame number
   */
  SlotIndex(Collection<Memslot> ascending) {
    slots = ascending.toArray(Memslot[]::new);
    first = new long[slots.length];
    end = new long[slots.length];
    for (int i = 0; i < slots.length; i++) {
      first[i] = slots[i].baseGfn();
      end[i] = slots[i].endGfn();
    }
  }

  /** The slot that holds a guest frame. */
  @Nullable Memslot find(long gfn) {
    int at = 0;
    for (int rest = first.length; rest > 1; ) {
      int half = rest >>> 1;
      at = first[at + half] <= gfn ? at + half : at;
      rest -= half;
    }
    return first.length > 0 && first[at] <= gfn && gfn < end[at] ? slots[at] : null;
  }
}
