package io.github.kvmtck.mutants.list;

import io.github.kvmtck.api.MemoryFault;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.client.MemoryRegion;
import io.github.kvmtck.api.client.Vm;
import io.github.kvmtck.api.uapi.ProposedMemslots;
import io.github.kvmtck.api.uapi.StructValue;
import io.github.kvmtck.mutants.seam.SeamCall;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The entries of a list, to be sent in another way.
 *
 * @param call the list
 */
record Entries(SeamCall call, List<StructValue> entries) {
  private static final long HEADER = ProposedMemslots.USERSPACE_MEMORY_REGION_LIST.size();
  private static final int ENTRY = (int) ProposedMemslots.USERSPACE_MEMORY_REGION_ENTRY.size();

  /** Reads them; none where the first is not readable. */
  static Entries of(SeamCall call) {
    int count = (int) call.argument(ProposedMemslots.USERSPACE_MEMORY_REGION_LIST).get("nent");
    List<StructValue> entries = new ArrayList<>();
    try {
      for (int i = 0; i < count; i++) {
        byte[] bytes = call.client().memory().bytes(address(call, i), ENTRY);
        entries.add(StructValue.of(ProposedMemslots.USERSPACE_MEMORY_REGION_ENTRY, bytes));
      }
    } catch (MemoryFault unreadable) {
      entries.clear();
    }
    return new Entries(call, entries);
  }

  private static long address(SeamCall call, int index) {
    return call.argument() + HEADER + (long) index * ENTRY;
  }

  int count() {
    return entries.size();
  }

  boolean any(String field, long value) {
    return entries.stream().anyMatch(entry -> entry.get(field) == value);
  }

  /** Deletes the slot of the first entry by a call of its own. */
  void deleteFirst() {
    delete(entries.getFirst());
  }

  private void delete(StructValue entry) {
    int slot = (int) entry.get("slot");
    var ignored =
        new Vm(call.client(), call.fd(), 0).setUserMemoryRegion(new MemoryRegion(slot, 0, 0, 0, 0));
  }

  /** Makes entries that delete nothing by calls of their own. */
  void createAllButTheLast() {
    for (StructValue entry : entries.subList(0, Math.max(0, count() - 1))) {
      if (!deletes(entry)) {
        var ignored = new Vm(call.client(), call.fd(), 0).setUserMemoryRegion(region(entry));
      }
    }
  }

  private static MemoryRegion region(StructValue entry) {
    return new MemoryRegion(
        (int) entry.get("slot"),
        (int) entry.get("flags"),
        entry.get("guest_phys_addr"),
        entry.get("memory_size"),
        entry.get("userspace_addr"));
  }

  /** Deletions first, the rest in the order that userspace gave. */
  Result deletionsFirst() {
    List<StructValue> sorted = new ArrayList<>(entries);
    sorted.sort(Comparator.comparing(entry -> !deletes(entry)));
    return send(sorted);
  }

  /** Deletions but the first by calls of their own, and then the rest. */
  Result deletingFirst() {
    List<StructValue> rest = new ArrayList<>();
    for (StructValue entry : entries) {
      boolean first = rest.stream().noneMatch(Entries::deletes);
      if (deletes(entry) && !first) {
        delete(entry);
      } else {
        rest.add(entry);
      }
    }
    StructValue header = call.argument(ProposedMemslots.USERSPACE_MEMORY_REGION_LIST);
    call.argument(header.with("nent", rest.size()));
    return send(rest);
  }

  private static boolean deletes(StructValue entry) {
    return entry.get("memory_size") == 0;
  }

  /** The first entries by a list of their own, and then the rest. */
  Result inTwo(int first) {
    StructValue header = call.argument(ProposedMemslots.USERSPACE_MEMORY_REGION_LIST);
    call.argument(header.with("nent", first));
    Result result = call.proceed();
    call.argument(header.with("nent", count() - first));
    return result.failed() ? result : send(entries.subList(first, count()));
  }

  /** Entries that say of themselves what is right, in a list without flags. */
  Result corrected() {
    StructValue header = call.argument(ProposedMemslots.USERSPACE_MEMORY_REGION_LIST);
    call.argument(header.with("flags", 0));
    Result result = send(saying(0));
    return result.failed() && !entries.isEmpty() ? send(saying(1)) : result;
  }

  private List<StructValue> saying(int invalidate) {
    return entries.stream()
        .map(entry -> entry.with("invalidate_slot", invalidate).with("padding[0]", 0))
        .toList();
  }

  private Result send(List<StructValue> others) {
    for (int i = 0; i < others.size(); i++) {
      call.client().memory().bytes(address(call, i), others.get(i).bytes());
    }
    return call.proceed();
  }
}
