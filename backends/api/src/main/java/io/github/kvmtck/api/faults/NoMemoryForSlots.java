package io.github.kvmtck.api.faults;

import static io.github.kvmtck.api.uapi.Memslots.KVM_SET_USER_MEMORY_REGION;
import static io.github.kvmtck.api.uapi.Memslots.KVM_SET_USER_MEMORY_REGION2;
import static io.github.kvmtck.api.uapi.Memslots.USERSPACE_MEMORY_REGION;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.MemoryFault;
import io.github.kvmtck.api.Result;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * KVM has no memory for a slot: KVM_SET_USER_MEMORY_REGION fails with ENOMEM, and the slots are
 * what they were. kvm_set_memory_region and kvm_arch_prepare_memory_region allocate what a new slot
 * needs; kvm_set_memslot allocates for one that is deleted.
 *
 * @param next how many calls still fail; it may be set at any time
 * @param which of them
 */
public record NoMemoryForSlots(AtomicInteger next, Change which) implements Fault {

  /** A change of the slots. */
  public enum Change {
    /** Something with a size. */
    CREATION,
    /** With size 0. */
    DELETION
  }

  @Override
  public Injector begin() {
    return call -> isMeant(call) && taken() ? Result.error(Errno.ENOMEM) : call.proceed();
  }

  private boolean isMeant(IoctlCall call) {
    if (!call.is(KVM_SET_USER_MEMORY_REGION) && !call.is(KVM_SET_USER_MEMORY_REGION2)) {
      return false;
    }
    try {
      boolean deletes = call.argument(USERSPACE_MEMORY_REGION).get("memory_size") == 0;
      return deletes == (which == Change.DELETION);
    } catch (MemoryFault e) {
      return false;
    }
  }

  private boolean taken() {
    return next.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
  }
}
