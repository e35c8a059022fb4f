package io.github.kvmtck.reference.variation;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.SchedulingPoint;
import io.github.kvmtck.reference.host.task.HostTask;
import io.github.kvmtck.reference.kvm.MemslotChange;
import io.github.kvmtck.reference.kvm.MemslotUpdate;
import io.github.kvmtck.reference.kvm.Region;
import io.github.kvmtck.reference.kvm.Vm;
import io.github.kvmtck.reference.memslot.Memslots;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The two passes of kvm_vm_ioctl_set_memory_region_list as sent. The first makes slots invalid, one
 * after the other and at once visible; the second changes the inactive sets, which are then swapped
 * in. An error ends either, and leaves what was done.
 */
final class TwoPasses {
  private final Vm vm;
  private final HostTask task;
  private final List<MemslotEntry> entries;
  private final @Nullable MemslotChange[] first;
  private final List<@Nullable Memslots> inactive = new ArrayList<>();

  TwoPasses(Vm vm, HostTask task, List<MemslotEntry> entries) {
    this.vm = vm;
    this.task = task;
    this.entries = entries;
    this.first = new MemslotChange[entries.size()];
    inactive.addAll(Arrays.asList(new Memslots[vm.addressSpaces()]));
  }

  /** The first pass: only entries that say so, and the rest not even looked at. */
  Errno invalidate() {
    for (int i = 0; i < entries.size(); i++) {
      MemslotEntry entry = entries.get(i);
      if (entry.region().id() >= MemslotUpdate.USER_SLOTS) {
        return Errno.EINVAL;
      }
      if (entry.invalidate() == 0) {
        continue;
      }
      MemslotChange change = check(entry.region());
      if (change.refused()) {
        return change.errno();
      }
      first[i] = change;
      invalidate(change);
    }
    return Errno.NONE;
  }

  /** The second pass, and the swaps. */
  Errno apply() {
    for (int i = 0; i < entries.size(); i++) {
      MemslotChange change = first[i];
      if (change == null) {
        change = check(entries.get(i).region());
        if (change.refused()) {
          return change.errno();
        }
        invalidate(change);
      }
      if (!MemslotUpdate.prepare(change)) {
        return Errno.EINVAL;
      }
      int space = change.region().addressSpace();
      inactive.set(space, change.applied(vm, inactive(space)));
    }
    swap();
    return Errno.NONE;
  }

  private void invalidate(MemslotChange change) {
    if (change.invalidates()) {
      int space = change.region().addressSpace();
      Memslots pending = inactive.get(space);
      MemslotUpdate.invalidate(vm, space, task, change.invalidated(vm.memslots(space)));
      inactive.set(space, pending == null ? null : change.invalidated(pending));
    }
  }

  private void swap() {
    for (int space = 0; space < inactive.size(); space++) {
      Memslots next = inactive.get(space);
      if (next != null) {
        task.reach(SchedulingPoint.MEMSLOTS_SWAP);
        vm.memslots(space, next);
      }
    }
    vm.flushTranslations();
  }

  /** kvm_check_memory_region, which looks at the inactive set. */
  private MemslotChange check(Region region) {
    Errno invalid = MemslotUpdate.check(vm, region);
    return invalid == Errno.NONE
        ? MemslotChange.of(inactive(region.addressSpace()), region, vm.system().slotFlags())
        : MemslotChange.refused(region, invalid);
  }

  private Memslots inactive(int space) {
    Memslots pending = inactive.get(space);
    return pending == null ? vm.memslots(space) : pending;
  }
}
