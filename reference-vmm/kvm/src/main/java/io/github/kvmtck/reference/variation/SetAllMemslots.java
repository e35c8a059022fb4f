package io.github.kvmtck.reference.variation;

import static io.github.kvmtck.api.uapi.Memslots.USERSPACE_MEMORY_REGION;
import static io.github.kvmtck.api.uapi.ProposedMemslots.ALL_USERSPACE_MEMORY_REGIONS;
import static io.github.kvmtck.api.uapi.ProposedMemslots.KVM_SET_ALL_USER_MEMORY_REGIONS;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.reference.blueprint.Blueprint;
import io.github.kvmtck.reference.blueprint.Variation;
import io.github.kvmtck.reference.kvm.IoctlCall;
import io.github.kvmtck.reference.kvm.MemslotChange;
import io.github.kvmtck.reference.kvm.MemslotChange.Kind;
import io.github.kvmtck.reference.kvm.MemslotUpdate;
import io.github.kvmtck.reference.kvm.Parts;
import io.github.kvmtck.reference.kvm.Region;
import io.github.kvmtck.reference.kvm.Vm;
import io.github.kvmtck.reference.memslot.Memslot;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * KVM_SET_ALL_USER_MEMORY_REGIONS: the slots that the argument names are all that there are
 * afterwards (rule ALT-01; YzRvMZDoukMbeaxR@google.com). A slot that stays where it was, in the
 * guest and in the host, keeps its dirty bitmap; any other is a new one.
 */
public final class SetAllMemslots implements Variation {
  @Override
  public String name() {
    return "set-all-memslots";
  }

  @Override
  public String description() {
    return "alternative: one ioctl that replaces all memory slots";
  }

  @Override
  public boolean proposal() {
    return true;
  }

  @Override
  public Blueprint apply(Blueprint blueprint) {
    return blueprint.change(
        Parts.VM_IOCTLS, ioctls -> ioctls.on(KVM_SET_ALL_USER_MEMORY_REGIONS, SetAllMemslots::set));
  }

  private static Result set(Vm vm, IoctlCall call) {
    MemorySegment header = call.read(ALL_USERSPACE_MEMORY_REGIONS.size());
    if (header == null) {
      return IoctlCall.FAULT;
    }
    long count = ALL_USERSPACE_MEMORY_REGIONS.get(header, "nent");
    if (ALL_USERSPACE_MEMORY_REGIONS.get(header, "flags") != 0) {
      return IoctlCall.INVALID;
    }
    if (count > (long) vm.addressSpaces() * MemslotUpdate.USER_SLOTS) {
      return Result.error(Errno.E2BIG);
    }
    List<Region> regions = regions(call, (int) count);
    if (regions == null) {
      return IoctlCall.FAULT;
    }
    synchronized (vm.slotsLock()) {
      Errno errno = replace(vm, call, regions);
      return errno == Errno.NONE ? Result.ZERO : Result.error(errno);
    }
  }

  private static @Nullable List<Region> regions(IoctlCall call, int count) {
    long size = USERSPACE_MEMORY_REGION.size();
    MemorySegment all = call.read(ALL_USERSPACE_MEMORY_REGIONS.size(), count * size);
    if (all == null) {
      return null;
    }
    List<Region> regions = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      regions.add(MemslotEntry.region(USERSPACE_MEMORY_REGION, all.asSlice(i * size, size)));
    }
    return regions;
  }

  private static Errno replace(Vm vm, IoctlCall call, List<Region> regions) {
    Map<Integer, Region> named = new HashMap<>();
    for (Region region : regions) {
      boolean valid = MemslotUpdate.check(vm, region) == Errno.NONE && region.size() != 0;
      if (!valid || named.put(region.slot(), region) != null) {
        return Errno.EINVAL;
      }
    }
    SlotTransition transition = new SlotTransition(vm);
    removeWhatDoesNotStay(vm, transition, named);
    for (Region region : regions) {
      MemslotChange change =
          MemslotChange.of(
              transition.after(region.addressSpace()), region, vm.system().slotFlags());
      if (change.refused()) {
        return change.errno();
      }
      transition.add(change);
    }
    return transition.commit(call.task());
  }

  /** What moves goes first too, so that it overlaps nothing that has still to go. */
  private static void removeWhatDoesNotStay(
      Vm vm, SlotTransition transition, Map<Integer, Region> named) {
    for (int space = 0; space < vm.addressSpaces(); space++) {
      for (Memslot slot : transition.before(space).all()) {
        int word = space << 16 | slot.id();
        if (!stays(vm, slot, named.get(word))) {
          Region deletion = new Region(word, 0, slot.baseGfn() << 12, 0, slot.userspaceAddress());
          transition.add(new MemslotChange(Kind.DELETE, deletion, slot, Errno.NONE));
        }
      }
    }
  }

  private static boolean stays(Vm vm, Memslot slot, @Nullable Region region) {
    return region != null
        && slot.baseGfn() == region.baseGfn()
        && slot.pages() == region.pages()
        && slot.userspaceAddress() == region.userspaceAddress()
        && !vm.system().slotFlags().fixedDiffer(slot.flags(), region.flags());
  }
}
