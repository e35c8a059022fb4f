package io.github.kvmtck.reference.variation;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.SchedulingPoint;
import io.github.kvmtck.api.uapi.ProposedMemslots;
import io.github.kvmtck.reference.host.task.HostTask;
import io.github.kvmtck.reference.kvm.MemslotChange;
import io.github.kvmtck.reference.kvm.MemslotUpdate;
import io.github.kvmtck.reference.kvm.Region;
import io.github.kvmtck.reference.kvm.Vm;
import io.github.kvmtck.reference.memslot.DirtyBitmap;
import io.github.kvmtck.reference.memslot.Memslot;
import io.github.kvmtck.reference.memslot.Memslots;
import java.util.List;

/**
 * One KVM_CONVERT_MEMORY_REGION. The caller holds the lock of the slots.
 *
 * @param slot bits 0 to 15 the id, bits 16 to 31 the address space
 * @param other of the same form: the second slot of a split or a merge
 * @param pages what {@code slot} is to have
 */
record Conversion(Vm vm, int slot, int other, long pages) {

  /** ENOENT where there is no such slot, EEXIST where there is one already, else EINVAL. */
  Errno make(HostTask task, int operation) {
    int space = slot >>> 16;
    Memslot one = space < vm.addressSpaces() ? vm.memslots(space).byId(slot & 0xffff) : null;
    if (one == null) {
      return Errno.ENOENT;
    }
    return switch (operation) {
      case ProposedMemslots.KVM_MEMORY_REGION_SPLIT -> split(task, one);
      case ProposedMemslots.KVM_MEMORY_REGION_MERGE -> merge(task, one);
      case ProposedMemslots.KVM_MEMORY_REGION_GROW ->
          Long.compareUnsigned(pages, one.pages()) > 0 ? resize(task, one) : Errno.EINVAL;
      case ProposedMemslots.KVM_MEMORY_REGION_TRUNCATE ->
          pages != 0 && Long.compareUnsigned(pages, one.pages()) < 0
              ? resize(task, one)
              : Errno.EINVAL;
      default -> Errno.EINVAL;
    };
  }

  private Errno split(HostTask task, Memslot one) {
    boolean inside = pages != 0 && Long.compareUnsigned(pages, one.pages()) < 0;
    if (!inside || other >>> 16 != slot >>> 16 || (other & 0xffff) >= MemslotUpdate.USER_SLOTS) {
      return Errno.EINVAL;
    }
    if (slots().byId(other & 0xffff) != null) {
      return Errno.EEXIST;
    }
    long second = one.baseGfn() + pages;
    install(
        task,
        slots()
            .with(part(slot, one, one.baseGfn(), second))
            .with(part(other, one, second, one.endGfn())),
        List.of(one));
    return Errno.NONE;
  }

  /** Only what is contiguous in the guest and in the host is one slot. */
  private Errno merge(HostTask task, Memslot one) {
    if (other == slot || other >>> 16 != slot >>> 16) {
      return Errno.EINVAL;
    }
    Memslot two = slots().byId(other & 0xffff);
    if (two == null) {
      return Errno.ENOENT;
    }
    boolean contiguous =
        one.endGfn() == two.baseGfn()
            && one.userspaceAddress(one.endGfn()) == two.userspaceAddress()
            && one.flags() == two.flags();
    if (!contiguous || pages != one.pages() + two.pages()) {
      return Errno.EINVAL;
    }
    Memslot merged = part(slot, one, one.baseGfn(), two.endGfn());
    install(task, slots().without(two.id()).with(merged), List.of(one, two));
    return Errno.NONE;
  }

  /** The size is checked as that of a new slot in the same place. */
  private Errno resize(HostTask task, Memslot one) {
    Region region =
        new Region(slot, one.flags(), one.baseGfn() << 12, pages << 12, one.userspaceAddress());
    MemslotChange change =
        MemslotChange.of(slots().without(one.id()), region, vm.system().slotFlags());
    Errno errno = pages >>> 52 == 0 ? MemslotUpdate.check(vm, region) : Errno.EINVAL;
    errno = errno == Errno.NONE ? change.errno() : errno;
    if (errno == Errno.NONE && !MemslotUpdate.prepare(change)) {
      errno = Errno.EINVAL;
    }
    if (errno == Errno.NONE) {
      Memslot next = part(slot, one, one.baseGfn(), one.baseGfn() + pages);
      install(task, slots().with(next), List.of(one));
    }
    return errno;
  }

  private Memslots slots() {
    return vm.memslots(slot >>> 16);
  }

  /** A slot over frames that a slot has, or that follow it. */
  private static Memslot part(int word, Memslot of, long first, long end) {
    DirtyBitmap dirty = of.dirty() == null ? null : new DirtyBitmap(end - first, false);
    return new Memslot(
        word >>> 16,
        word & 0xffff,
        first,
        end - first,
        of.flags(),
        of.userspaceAddress(first),
        dirty);
  }

  /**
   * Swaps, and brings the bits along when no vCPU marks the old bitmaps any more; nobody reads the
   * new ones before, because that needs the lock.
   */
  private void install(HostTask task, Memslots next, List<Memslot> old) {
    task.reach(SchedulingPoint.MEMSLOTS_SWAP);
    vm.memslots(slot >>> 16, next);
    vm.flushTranslations();
    for (Memslot from : old) {
      DirtyBitmap bits = from.dirty();
      for (Memslot to : next.all()) {
        DirtyBitmap into = to.dirty();
        if (bits != null
            && into != null
            && into != bits
            && to.overlaps(from.baseGfn(), from.endGfn())) {
          into.add(bits, from.baseGfn() - to.baseGfn());
        }
      }
    }
  }
}
