package io.github.kvmtck.reference.kvm;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.SchedulingPoint;
import io.github.kvmtck.api.uapi.DirtyLog;
import io.github.kvmtck.reference.host.memory.AddressSpace;
import io.github.kvmtck.reference.host.memory.Pages;
import io.github.kvmtck.reference.host.task.HostTask;
import io.github.kvmtck.reference.memslot.DirtyBitmap;
import io.github.kvmtck.reference.memslot.Memslot;
import io.github.kvmtck.reference.memslot.Memslots;
import org.jspecify.annotations.Nullable;

/** __kvm_set_memory_region: checks in the kernel's order, then one change of the slots. */
public final class MemslotUpdate {
  /** KVM_USER_MEM_SLOTS of x86: SHRT_MAX less what the kernel keeps for itself. */
  public static final int USER_SLOTS = 32764;

  /** KVM_MEM_MAX_NR_PAGES. */
  private static final long MAX_PAGES = (1L << 31) - 1;

  /** kvm_mmu_max_gfn of a host with 52 physical address bits. */
  private static final long MAX_GFN = (1L << 52 - Pages.SHIFT) - 1;

  private static final int LOG_DIRTY = io.github.kvmtck.api.uapi.Memslots.KVM_MEM_LOG_DIRTY_PAGES;
  private static final int READONLY = io.github.kvmtck.api.uapi.Memslots.KVM_MEM_READONLY;

  private MemslotUpdate() {}

  /** Creates, moves, deletes or changes a slot; the others cannot change meanwhile. */
  public static Errno set(Vm vm, HostTask task, Region region) {
    synchronized (vm.slotsLock()) {
      Errno invalid = check(region);
      if (invalid != Errno.NONE) {
        return invalid;
      }
      Memslot old = vm.memslots().byId(region.id());
      if (region.size() == 0) {
        return old == null ? Errno.EINVAL : delete(vm, task, old);
      }
      return old == null ? create(vm, region) : modify(vm, task, old, region);
    }
  }

  /** The checks that also a deletion must pass (rule SLOT-02). */
  private static Errno check(Region region) {
    boolean valid =
        (region.flags() & ~(LOG_DIRTY | READONLY)) == 0
            && Pages.aligned(region.size())
            && Pages.aligned(region.guestAddress())
            && Pages.aligned(region.userspaceAddress())
            && accessible(region.userspaceAddress(), region.size())
            && region.addressSpace() == 0
            && region.id() < USER_SLOTS
            && Long.compareUnsigned(region.guestAddress() + region.size(), region.guestAddress())
                >= 0
            && Long.compareUnsigned(region.pages(), MAX_PAGES) <= 0;
    return valid ? Errno.NONE : Errno.EINVAL;
  }

  /** access_ok: a user address, mapped or not (rule SLOT-03). */
  private static boolean accessible(long address, long size) {
    return Long.compareUnsigned(size, AddressSpace.LIMIT) <= 0
        && Long.compareUnsigned(address, AddressSpace.LIMIT - size) <= 0;
  }

  private static Errno create(Vm vm, Region region) {
    if (overlapsOther(vm, region)) {
      return Errno.EEXIST;
    }
    if (beyondLimit(region)) {
      return Errno.EINVAL;
    }
    vm.memslots(vm.memslots().with(slot(region, bitmap(vm, region, null))));
    return Errno.NONE;
  }

  private static Errno modify(Vm vm, HostTask task, Memslot old, Region region) {
    boolean same =
        region.userspaceAddress() == old.userspaceAddress()
            && region.pages() == old.pages()
            && ((region.flags() ^ old.flags()) & READONLY) == 0;
    if (!same) {
      return Errno.EINVAL;
    }
    if (region.baseGfn() != old.baseGfn()) {
      return move(vm, task, old, region);
    }
    if (region.flags() != old.flags()) {
      vm.memslots(vm.memslots().with(slot(region, bitmap(vm, region, old))));
      vm.flushTranslations();
    }
    return Errno.NONE;
  }

  private static Errno move(Vm vm, HostTask task, Memslot old, Region region) {
    if (overlapsOther(vm, region)) {
      return Errno.EEXIST;
    }
    Memslots before = vm.memslots();
    invalidate(vm, task, old);
    if (beyondLimit(region)) {
      // Found only after the slot was invalidated: it comes back as it was (rule SLOT-16).
      vm.memslots(before);
      return Errno.EINVAL;
    }
    vm.memslots(before.with(slot(region, bitmap(vm, region, old))));
    vm.flushTranslations();
    return Errno.NONE;
  }

  private static Errno delete(Vm vm, HostTask task, Memslot old) {
    Memslots before = vm.memslots();
    invalidate(vm, task, old);
    vm.memslots(before.without(old.id()));
    vm.flushTranslations();
    return Errno.NONE;
  }

  /**
   * kvm_invalidate_memslot: vCPUs lose their translations and retry until the change is complete,
   * so none of them meets a slot that is half gone.
   */
  private static void invalidate(Vm vm, HostTask task, Memslot old) {
    vm.memslots(vm.memslots().with(old.asInvalid()));
    vm.flushTranslations();
    task.reach(SchedulingPoint.MEMSLOT_INVALIDATED);
  }

  private static boolean overlapsOther(Vm vm, Region region) {
    long first = region.baseGfn();
    return vm.memslots().overlapsOther(region.id(), first, first + region.pages());
  }

  /** kvm_arch_prepare_memory_region. */
  private static boolean beyondLimit(Region region) {
    return Long.compareUnsigned(region.baseGfn() + region.pages() - 1, MAX_GFN) > 0;
  }

  private static Memslot slot(Region region, @Nullable DirtyBitmap dirty) {
    return new Memslot(
        region.id(),
        region.baseGfn(),
        region.pages(),
        region.flags(),
        region.userspaceAddress(),
        dirty);
  }

  /** kvm_prepare_memory_region: a slot that stays logged keeps its bitmap. */
  private static @Nullable DirtyBitmap bitmap(Vm vm, Region region, @Nullable Memslot old) {
    if ((region.flags() & LOG_DIRTY) == 0) {
      return null;
    }
    if (old != null && old.dirty() != null) {
      return old.dirty();
    }
    boolean initiallySet =
        (vm.settings().manualDirtyLog() & DirtyLog.KVM_DIRTY_LOG_INITIALLY_SET) != 0;
    return new DirtyBitmap(region.pages(), initiallySet);
  }
}
