package io.github.kvmtck.redirect.client;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.uapi.Memslots;
import io.github.kvmtck.redirect.memory.ClientMemory;
import io.github.kvmtck.redirect.memory.Intervals;
import io.github.kvmtck.redirect.memory.Regions;
import io.github.kvmtck.redirect.memory.Sharing;
import io.github.kvmtck.redirect.notify.Listener;
import io.github.kvmtck.redirect.notify.Notification;
import java.lang.foreign.MemorySegment;
import java.util.function.IntPredicate;

/** The parts of a client's memory that are in memory slots, kept shared with this JVM. */
final class SlotMemory implements AutoCloseable {
  private static final long PAGE = 4096;

  private final Regions regions;
  private final Sharing sharing;
  private final Intervals slots = new Intervals();
  private volatile boolean unsettled;

  SlotMemory(int pid, Regions regions, ClientMemory memory, Listener listener, IntPredicate busy) {
    this.regions = regions;
    this.sharing = new Sharing(pid, regions, memory, listener, busy);
  }

  /**
   * A call is about to create or change a slot.
   *
   * @param address of its struct kvm_userspace_memory_region
   * @return whether the call will be made again
   */
  boolean prepare(long address, ClientMemory memory, Notification occasion) {
    byte[] bytes = new byte[(int) Memslots.USERSPACE_MEMORY_REGION.size()];
    MemorySegment struct = MemorySegment.ofArray(bytes);
    if (memory.get(address, struct) != Errno.NONE) {
      return false;
    }
    long size = Memslots.USERSPACE_MEMORY_REGION.get(struct, "memory_size");
    long start = Memslots.USERSPACE_MEMORY_REGION.get(struct, "userspace_addr");
    // What KVM refuses anyway is not touched.
    if (size <= 0 || start < 0 || (start & PAGE - 1) != 0 || start + size < start) {
      return false;
    }
    slots.add(start, start + size);
    return !regions.cover(start, start + size) && share(start, start + size, occasion);
  }

  private boolean share(long start, long end, Notification occasion) {
    return sharing.share(start, end, occasion) == Sharing.Outcome.AGAIN;
  }

  /** Whether memory of guests is in a range. */
  boolean touches(long start, long length) {
    return regions.touches(start, start + length) || slots.touches(start, start + length);
  }

  /** A call that changes mappings is let go. */
  void changing() {
    unsettled = true;
  }

  /**
   * Looks at what has become of the mappings, and shares what has come.
   *
   * @return whether the call will be made again
   */
  boolean settle(Notification occasion) {
    if (!unsettled) {
      return false;
    }
    unsettled = false;
    regions.refresh();
    boolean again = slots.any((start, end) -> share(start, end, occasion));
    unsettled = again;
    return again;
  }

  /** MADV_DONTNEED of memory that was private: its pages read as zero again. */
  void drop(long start, long length) {
    regions.drop(start, start + length);
  }

  @Override
  public void close() {
    regions.close();
  }
}
