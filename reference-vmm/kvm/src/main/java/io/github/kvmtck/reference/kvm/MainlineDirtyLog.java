package io.github.kvmtck.reference.kvm;

import io.github.kvmtck.api.uapi.Memslots;
import io.github.kvmtck.reference.memslot.DirtyBitmap;
import io.github.kvmtck.reference.memslot.DirtyRing;
import io.github.kvmtck.reference.memslot.Memslot;
import org.jspecify.annotations.Nullable;

/**
 * The dirty log of mainline. A bit that is set twice says nothing new; an entry of a ring that is
 * pushed twice takes room, so with rings KVM notices a page once until it is protected again.
 */
public class MainlineDirtyLog implements DirtyLog {
  private static final int SPACE_SHIFT = 16;
  private static final int ID_MASK = 0xffff;

  @Override
  public void mapped(Vcpu vcpu, Memslot slot, long gfn) {
    DirtyTracking tracking = vcpu.vm().dirtyTracking();
    if (!tracking.usesRings()
        || !slot.has(Memslots.KVM_MEM_LOG_DIRTY_PAGES)
        || tracking.protection().lift(name(slot), gfn - slot.baseGfn())) {
      written(vcpu.vm(), vcpu, slot, gfn);
    }
  }

  @Override
  public void written(Vm vm, @Nullable Vcpu running, Memslot slot, long gfn) {
    if (!slot.has(Memslots.KVM_MEM_LOG_DIRTY_PAGES)) {
      return;
    }
    long offset = gfn - slot.baseGfn();
    DirtyRing ring = running == null ? null : running.dirtyRing();
    DirtyBitmap bitmap = slot.dirty();
    if (running != null && ring != null) {
      ring.push(name(slot), offset);
      if (ring.softFull()) {
        running.request(Requests.DIRTY_RING_SOFT_FULL);
      }
    } else if (bitmap != null) {
      bitmap.mark(offset);
    }
  }

  /** The request stays while the ring is too full, so that re-entry exits again (RING-04). */
  @Override
  public boolean full(Vcpu vcpu) {
    DirtyRing ring = vcpu.dirtyRing();
    if (ring == null || !vcpu.requests().take(Requests.DIRTY_RING_SOFT_FULL) || !ring.softFull()) {
      return false;
    }
    vcpu.requests().make(Requests.DIRTY_RING_SOFT_FULL);
    return true;
  }

  /** Whichever slot has the id now: the entry may be older than it (rule RING-06). */
  @Override
  public void reset(Vm vm, int slot, long offset) {
    int space = slot >>> SPACE_SHIFT;
    Memslot memslot = space < vm.addressSpaces() ? vm.memslots(space).byId(slot & ID_MASK) : null;
    if (memslot != null && Long.compareUnsigned(offset, memslot.pages()) < 0) {
      vm.dirtyTracking().protection().protect(slot, offset);
    }
  }

  private static int name(Memslot slot) {
    return slot.addressSpace() << SPACE_SHIFT | slot.id();
  }
}
