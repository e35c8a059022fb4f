package io.github.kvmtck.api.events;

import io.github.kvmtck.api.uapi.Memslots;
import io.github.kvmtck.api.uapi.Request;
import io.github.kvmtck.api.uapi.StructValue;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The ranges of a client's memory that its guests see, learnt from the calls that set memslots. */
public final class Slots {
  private final Map<Id, Range> ranges = new ConcurrentHashMap<>();

  /**
   * A memslot.
   *
   * @param slot with the address space in its upper half
   */
  private record Id(String vm, long slot) {}

  private record Range(long start, long length) {
    boolean overlaps(long address, long size) {
      return size > 0 && address - start < length && start - address < size;
    }
  }

  /** Learns from a call that has returned. */
  public void learn(TraceEvent event) {
    if (event.request().filter(Slots::setsOne).isPresent()
        && event.result().filter(result -> !result.failed()).isPresent()) {
      event.argument().ifPresent(region -> set(event.on().vm(), region));
    }
  }

  /** On whatever file: a VM may have come from another process. */
  private static boolean setsOne(Request request) {
    return request.equals(Memslots.KVM_SET_USER_MEMORY_REGION)
        || request.equals(Memslots.KVM_SET_USER_MEMORY_REGION2);
  }

  private void set(String vm, StructValue region) {
    Id id = new Id(vm, region.get("slot"));
    long size = region.get("memory_size");
    if (size == 0) {
      ranges.remove(id);
    } else {
      ranges.put(id, new Range(region.get("userspace_addr"), size));
    }
  }

  /** Whether any byte of a range belongs to a slot. */
  public boolean touch(long address, long length) {
    return ranges.values().stream().anyMatch(range -> range.overlaps(address, length));
  }

  /** Forgets all: the client's memory is another one. */
  public void clear() {
    ranges.clear();
  }
}
