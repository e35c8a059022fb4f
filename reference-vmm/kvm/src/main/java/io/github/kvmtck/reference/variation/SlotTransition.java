package io.github.kvmtck.reference.variation;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.SchedulingPoint;
import io.github.kvmtck.reference.host.task.HostTask;
import io.github.kvmtck.reference.kvm.MemslotChange;
import io.github.kvmtck.reference.kvm.MemslotUpdate;
import io.github.kvmtck.reference.kvm.Vm;
import io.github.kvmtck.reference.memslot.Memslots;
import java.util.ArrayList;
import java.util.List;

/**
 * Several changes of a VM's memory slots that become visible together: they are tried on a copy,
 * vCPUs lose the slots that go, and one swap for each address space installs the rest. Until that
 * swap everything can be taken back. The caller holds the lock of the slots.
 */
final class SlotTransition {
  private final Vm vm;
  private final List<Memslots> before = new ArrayList<>();
  private final List<Memslots> after = new ArrayList<>();
  private final List<Memslots> invalidated = new ArrayList<>();
  private final List<MemslotChange> changes = new ArrayList<>();

  SlotTransition(Vm vm) {
    this.vm = vm;
    for (int space = 0; space < vm.addressSpaces(); space++) {
      before.add(vm.memslots(space));
    }
    after.addAll(before);
    invalidated.addAll(before);
  }

  /** The slots of an address space as they were when this began. */
  Memslots before(int space) {
    return before.get(space);
  }

  /** The slots of an address space after the changes so far. */
  Memslots after(int space) {
    return after.get(space);
  }

  /** Adds a change that was not refused. Nobody sees it yet. */
  void add(MemslotChange change) {
    int space = change.region().addressSpace();
    invalidated.set(space, change.invalidated(invalidated.get(space)));
    after.set(space, change.applied(vm, after.get(space)));
    changes.add(change);
  }

  /**
   * Makes the changes, or none of them.
   *
   * @return EINVAL where one of them cannot be prepared, which is found out after the old slots
   *     were invalidated
   */
  Errno commit(HostTask task) {
    if (!invalidated.equals(before)) {
      install(invalidated, () -> {});
      vm.flushTranslations();
      task.reach(SchedulingPoint.MEMSLOT_INVALIDATED);
    }
    if (!changes.stream().allMatch(MemslotUpdate::prepare)) {
      install(before, () -> {});
      return Errno.EINVAL;
    }
    install(after, () -> task.reach(SchedulingPoint.MEMSLOTS_SWAP));
    vm.flushTranslations();
    return Errno.NONE;
  }

  /** kvm_swap_active_memslots for each address space whose slots differ. */
  private void install(List<Memslots> slots, Runnable beforeEach) {
    for (int space = 0; space < slots.size(); space++) {
      if (!slots.get(space).equals(vm.memslots(space))) {
        beforeEach.run();
        vm.memslots(space, slots.get(space));
      }
    }
  }
}
