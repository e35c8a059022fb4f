package io.github.kvmtck.reference.kvm;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.SchedulingPoint;
import io.github.kvmtck.reference.host.memory.AddressSpace;
import io.github.kvmtck.reference.host.memory.Pages;
import io.github.kvmtck.reference.host.task.HostTask;
import io.github.kvmtck.reference.memslot.Memslots;

/** __kvm_set_memory_region: checks in the kernel's order, then one change of the slots. */
public final class MemslotUpdate {
  /** KVM_USER_MEM_SLOTS of x86: SHRT_MAX less what the kernel keeps for itself. */
  public static final int USER_SLOTS = 32764;

  /** KVM_MEM_MAX_NR_PAGES. */
  private static final long MAX_PAGES = (1L << 31) - 1;

  /** kvm_mmu_max_gfn of a host with 52 physical address bits. */
  private static final long MAX_GFN = (1L << 52 - Pages.SHIFT) - 1;

  private static final int GUEST_MEMFD = io.github.kvmtck.api.uapi.Memslots.KVM_MEM_GUEST_MEMFD;

  private MemslotUpdate() {}

  /** Creates, moves, deletes or changes a slot; the others cannot change meanwhile. */
  public static Errno set(Vm vm, HostTask task, Region region) {
    synchronized (vm.slotsLock()) {
      Errno invalid = check(vm, region);
      if (invalid != Errno.NONE) {
        return invalid;
      }
      MemslotChange change =
          MemslotChange.of(vm.memslots(region.addressSpace()), region, vm.system().slotFlags());
      if (change.refused()) {
        return change.errno();
      }
      Errno unbound = bind(vm, region);
      return unbound != Errno.NONE ? unbound : apply(vm, task, change);
    }
  }

  /** kvm_set_memslot. */
  private static Errno apply(Vm vm, HostTask task, MemslotChange change) {
    int space = change.region().addressSpace();
    Memslots before = vm.memslots(space);
    if (change.invalidates()) {
      task.reach(SchedulingPoint.MEMSLOT_BEFORE_INVALIDATE);
      invalidate(vm, space, task, change.invalidated(before));
    }
    if (!prepare(change)) {
      // Found only after the slot was invalidated: it comes back as it was (rule SLOT-16).
      vm.memslots(space, before);
      unbind(vm, change.region());
      return Errno.EINVAL;
    }
    task.reach(SchedulingPoint.MEMSLOT_ACTIVATED);
    vm.memslots(space, change.applied(vm, before));
    if (change.kind() == MemslotChange.Kind.FLAGS_ONLY) {
      vm.dirtyTracking().protection().protect(change.region().slot());
    }
    if (change.kind() != MemslotChange.Kind.CREATE && change.kind() != MemslotChange.Kind.NONE) {
      vm.flushTranslations();
    }
    if (change.kind() == MemslotChange.Kind.DELETE) {
      unbind(vm, change.region());
    }
    return Errno.NONE;
  }

  /** kvm_gmem_bind, where a region has one; it comes after all that looks at other slots. */
  private static Errno bind(Vm vm, Region region) {
    return region.size() != 0 && region.has(GUEST_MEMFD)
        ? GuestMemfd.bind(vm, region.memfd(), region.slot(), region.memfdOffset(), region.pages())
        : Errno.NONE;
  }

  private static void unbind(Vm vm, Region region) {
    vm.guestMemfds().forEach(each -> each.unbind(region.slot()));
  }

  /** The checks that also a deletion must pass (rule SLOT-02). */
  public static Errno check(Vm vm, Region region) {
    boolean valid =
        vm.system().slotFlags().valid(region.flags())
            && Pages.aligned(region.size())
            && Pages.aligned(region.guestAddress())
            && Pages.aligned(region.userspaceAddress())
            && accessible(region.userspaceAddress(), region.size())
            && (!region.has(GUEST_MEMFD) || validOffset(region))
            && region.addressSpace() < vm.addressSpaces()
            && region.id() < USER_SLOTS
            && !wraps(region.guestAddress(), region.size())
            && Long.compareUnsigned(region.pages(), MAX_PAGES) <= 0;
    return valid ? Errno.NONE : Errno.EINVAL;
  }

  private static boolean validOffset(Region region) {
    return Pages.aligned(region.memfdOffset()) && !wraps(region.memfdOffset(), region.size());
  }

  private static boolean wraps(long start, long size) {
    return Long.compareUnsigned(start + size, start) < 0;
  }

  /** access_ok: a user address, mapped or not (rule SLOT-03). */
  private static boolean accessible(long address, long size) {
    return Long.compareUnsigned(size, AddressSpace.LIMIT) <= 0
        && Long.compareUnsigned(address, AddressSpace.LIMIT - size) <= 0;
  }

  /**
   * kvm_invalidate_memslot: vCPUs lose their translations and retry until the change is complete,
   * so none of them meets a slot that is half gone.
   *
   * @param slots with the slots that go marked invalid
   */
  public static void invalidate(Vm vm, int addressSpace, HostTask task, Memslots slots) {
    vm.memslots(addressSpace, slots);
    vm.dirtyTracking().protection().protectAll();
    vm.flushTranslations();
    task.reach(SchedulingPoint.MEMSLOT_INVALIDATED);
  }

  /** kvm_arch_prepare_memory_region; false is EINVAL. */
  public static boolean prepare(MemslotChange change) {
    Region region = change.region();
    boolean placed =
        change.kind() == MemslotChange.Kind.CREATE || change.kind() == MemslotChange.Kind.MOVE;
    return !placed || Long.compareUnsigned(region.baseGfn() + region.pages() - 1, MAX_GFN) <= 0;
  }
}
