package io.github.kvmtck.reference.memslot;

import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pcollections.IntTreePMap;
import org.pcollections.PMap;
import org.pcollections.TreePMap;

/**
 * One generation of an address space's memory slots. Immutable: a change makes another generation,
 * which shares what did not change, so look-up and change cost the logarithm of the number of
 * slots. A generation that is looked at more often than it has slots gets a {@link SlotIndex}: what
 * that costs is spread over the look-ups that it makes cheap, and changes one after the other never
 * pay it.
 */
public final class Memslots {
  public static final Memslots NONE = new Memslots(IntTreePMap.empty(), TreePMap.empty());

  private final PMap<Integer, Memslot> byId;
  private final TreePMap<Long, Memslot> byGfn;

  /** Look-ups without the index. Threads may count past each other: it is no more than a hint. */
  private int looks;

  private @Nullable SlotIndex index;

  private Memslots(PMap<Integer, Memslot> byId, TreePMap<Long, Memslot> byGfn) {
    this.byId = byId;
    this.byGfn = byGfn;
  }

  /** id_to_memslot. */
  public @Nullable Memslot byId(int id) {
    return byId.get(id);
  }

  /** gfn_to_memslot: the slot that holds a guest frame. */
  public @Nullable Memslot find(long gfn) {
    SlotIndex flat = index;
    if (flat != null) {
      return flat.find(gfn);
    }
    if (looks++ > byGfn.size()) {
      index = new SlotIndex(byGfn.values());
    }
    Map.Entry<Long, Memslot> below = byGfn.floorEntry(gfn);
    return below != null && below.getValue().contains(gfn) ? below.getValue() : null;
  }

  /** Whether a range of frames overlaps a slot other than {@code id}. */
  public boolean overlapsOther(int id, long first, long end) {
    Map.Entry<Long, Memslot> below = byGfn.lowerEntry(end);
    while (below != null && below.getValue().endGfn() > first) {
      if (below.getValue().id() != id) {
        return true;
      }
      below = byGfn.lowerEntry(below.getKey());
    }
    return false;
  }

  public Collection<Memslot> all() {
    return byGfn.values();
  }

  public boolean isEmpty() {
    return byId.isEmpty();
  }

  /** With a slot, in place of the one that has its id. */
  public Memslots with(Memslot slot) {
    Memslot old = byId.get(slot.id());
    TreePMap<Long, Memslot> others =
        old == null || old.baseGfn() == slot.baseGfn() ? byGfn : byGfn.minus(old.baseGfn());
    return new Memslots(byId.plus(slot.id(), slot), others.plus(slot.baseGfn(), slot));
  }

  public Memslots without(int id) {
    Memslot old = byId.get(id);
    return old == null ? this : new Memslots(byId.minus(id), byGfn.minus(old.baseGfn()));
  }
}
