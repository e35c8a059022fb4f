package io.github.kvmtck.reference.variation;

import static io.github.kvmtck.api.uapi.ProposedMemslots.KVM_SET_USER_MEMORY_REGION_LIST;
import static io.github.kvmtck.api.uapi.ProposedMemslots.USERSPACE_MEMORY_REGION_ENTRY;
import static io.github.kvmtck.api.uapi.ProposedMemslots.USERSPACE_MEMORY_REGION_LIST;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.reference.blueprint.Blueprint;
import io.github.kvmtck.reference.blueprint.Variation;
import io.github.kvmtck.reference.kvm.IoctlCall;
import io.github.kvmtck.reference.kvm.MemslotUpdate;
import io.github.kvmtck.reference.kvm.Parts;
import io.github.kvmtck.reference.kvm.Vm;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Set;

/**
 * KVM_SET_USER_MEMORY_REGION_LIST as it was sent on 9 Sep 2022
 * (20220909104506.738478-10-eesposit@redhat.com): two passes, no rollback, no look at flags and
 * padding, no limit of its own. Its faults are here too, as far as a model can have them: a wrong
 * slot id leaves the lock of the slots taken (rule LIST-03), and a failed list leaves slots invalid
 * for ever (rule LIST-09). What an entry of the second pass has left in the inactive set when a
 * later one failed is not modelled: the next update would show it.
 */
public final class MemslotListV1 implements Variation {
  /** kvmalloc refuses more. */
  private static final long LARGEST = Integer.MAX_VALUE;

  @Override
  public String name() {
    return "memslot-list-v1";
  }

  @Override
  public String description() {
    return "proposal: a list of memory slot changes as sent, without rollback (Sep 2022)";
  }

  @Override
  public Set<String> exclusive() {
    return Set.of(MemslotList.VERSION);
  }

  @Override
  public boolean proposal() {
    return true;
  }

  @Override
  public Blueprint apply(Blueprint blueprint) {
    LeakedLock lock = new LeakedLock();
    return blueprint.change(
        Parts.VM_IOCTLS,
        ioctls ->
            lock.guard(
                ioctls.on(KVM_SET_USER_MEMORY_REGION_LIST, (vm, call) -> set(vm, call, lock))));
  }

  private static Result set(Vm vm, IoctlCall call, LeakedLock lock) {
    MemorySegment header = MemslotEntry.header(call);
    if (header == null) {
      return IoctlCall.FAULT;
    }
    long count = USERSPACE_MEMORY_REGION_LIST.get(header, "nent");
    if (count == 0) {
      return Result.ZERO;
    }
    if (count * USERSPACE_MEMORY_REGION_ENTRY.size() > LARGEST) {
      return Result.error(Errno.ENOMEM);
    }
    List<MemslotEntry> entries = MemslotEntry.list(call, (int) count);
    if (entries == null) {
      return IoctlCall.FAULT;
    }
    synchronized (vm.slotsLock()) {
      TwoPasses passes = new TwoPasses(vm, call.task(), entries);
      Errno errno = passes.invalidate();
      if (errno == Errno.EINVAL && entries.stream().anyMatch(MemslotListV1::wrongId)) {
        lock.leak(vm);
      }
      errno = errno == Errno.NONE ? passes.apply() : errno;
      return errno == Errno.NONE ? Result.ZERO : Result.error(errno);
    }
  }

  private static boolean wrongId(MemslotEntry entry) {
    return entry.region().id() >= MemslotUpdate.USER_SLOTS;
  }
}
