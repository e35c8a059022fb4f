package io.github.kvmtck.reference.variation;

import static io.github.kvmtck.api.uapi.ProposedMemslots.KVM_SET_USER_MEMORY_REGION_LIST;
import static io.github.kvmtck.api.uapi.ProposedMemslots.MEMSLOT_LIST_MAX;
import static io.github.kvmtck.api.uapi.ProposedMemslots.USERSPACE_MEMORY_REGION_LIST;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.reference.blueprint.Blueprint;
import io.github.kvmtck.reference.blueprint.Variation;
import io.github.kvmtck.reference.kvm.IoctlCall;
import io.github.kvmtck.reference.kvm.MemslotChange;
import io.github.kvmtck.reference.kvm.MemslotUpdate;
import io.github.kvmtck.reference.kvm.Parts;
import io.github.kvmtck.reference.kvm.Vm;
import java.lang.foreign.MemorySegment;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * KVM_SET_USER_MEMORY_REGION_LIST as it was meant to become: all entries or none, one swap for each
 * address space, and an argument that is checked (rules LIST-01 to LIST-12;
 * 261aff0b-874e-0644-e0c8-97e0a9bfbe04@redhat.com). Which of the entries delete or move, userspace
 * has to say, and of a slot only the first entry may: a later one would be about a slot that no
 * vCPU has seen.
 */
public final class MemslotList implements Variation {
  static final String VERSION = "a version of KVM_SET_USER_MEMORY_REGION_LIST";

  @Override
  public String name() {
    return "memslot-list";
  }

  @Override
  public String description() {
    return "proposal: a list of memory slot changes, all or none, in one swap (as meant)";
  }

  @Override
  public Set<String> exclusive() {
    return Set.of(VERSION);
  }

  @Override
  public boolean proposal() {
    return true;
  }

  @Override
  public Blueprint apply(Blueprint blueprint) {
    return blueprint.change(
        Parts.VM_IOCTLS, ioctls -> ioctls.on(KVM_SET_USER_MEMORY_REGION_LIST, MemslotList::set));
  }

  private static Result set(Vm vm, IoctlCall call) {
    MemorySegment header = MemslotEntry.header(call);
    if (header == null) {
      return IoctlCall.FAULT;
    }
    long count = USERSPACE_MEMORY_REGION_LIST.get(header, "nent");
    if (count == 0) {
      return Result.ZERO;
    }
    if (USERSPACE_MEMORY_REGION_LIST.get(header, "flags") != 0) {
      return IoctlCall.INVALID;
    }
    if (count > MEMSLOT_LIST_MAX) {
      return Result.error(Errno.E2BIG);
    }
    List<MemslotEntry> entries = MemslotEntry.list(call, (int) count);
    if (entries == null) {
      return IoctlCall.FAULT;
    }
    synchronized (vm.slotsLock()) {
      Errno errno = set(vm, call, entries);
      return errno == Errno.NONE ? Result.ZERO : Result.error(errno);
    }
  }

  private static Errno set(Vm vm, IoctlCall call, List<MemslotEntry> entries) {
    SlotTransition transition = new SlotTransition(vm);
    Set<Integer> changed = new HashSet<>();
    for (MemslotEntry entry : entries) {
      Errno invalid = entry.padded() ? MemslotUpdate.check(vm, entry.region()) : Errno.EINVAL;
      if (invalid != Errno.NONE) {
        return invalid;
      }
      int space = entry.region().addressSpace();
      MemslotChange change =
          MemslotChange.of(transition.after(space), entry.region(), vm.system().slotFlags());
      if (change.refused()) {
        return change.errno();
      }
      boolean told = entry.invalidate() == (change.invalidates() ? 1 : 0);
      boolean fresh = changed.add(entry.region().slot());
      if (!told || change.invalidates() && !fresh) {
        return Errno.EINVAL;
      }
      transition.add(change);
    }
    return transition.commit(call.task());
  }
}
