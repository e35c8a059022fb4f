package io.github.kvmtck.monitors.state;

import io.github.kvmtck.api.events.TraceEvent;
import io.github.kvmtck.api.uapi.Memslots;
import io.github.kvmtck.api.uapi.ProposedMemslots;
import io.github.kvmtck.api.uapi.StructValue;
import java.util.List;
import java.util.stream.IntStream;

/** Reads what changes of memory slots a call asks for. */
final class SlotChanges {
  private SlotChanges() {}

  static boolean isOne(TraceEvent call) {
    return call.is(Memslots.KVM_SET_USER_MEMORY_REGION)
        || call.is(Memslots.KVM_SET_USER_MEMORY_REGION2)
        || call.is(ProposedMemslots.KVM_SET_USER_MEMORY_REGION_LIST);
  }

  /** None where what the call points to cannot be read. */
  static List<SlotChange> of(Vm vm, TraceEvent call) {
    return call.argument()
        .map(argument ->
            call.is(ProposedMemslots.KVM_SET_USER_MEMORY_REGION_LIST)
                ? list(vm, call, argument)
                : List.of(SlotChange.of(vm, call, slot(argument, ""), 0)))
        .orElse(List.of());
  }

  private static List<SlotChange> list(Vm vm, TraceEvent call, StructValue list) {
    long entry = ProposedMemslots.USERSPACE_MEMORY_REGION_ENTRY.size();
    int read = (int) ((list.size() - ProposedMemslots.USERSPACE_MEMORY_REGION_LIST.size()) / entry);
    return IntStream.range(0, read)
        .mapToObj(i -> "entries[" + i + "].")
        .map(at -> SlotChange.of(vm, call, slot(list, at), (int) list.get(at + "invalidate_slot")))
        .toList();
  }

  private static Slot slot(StructValue region, String at) {
    return new Slot(
        (int) region.get(at + "slot"),
        (int) region.get(at + "flags"),
        region.get(at + "guest_phys_addr"),
        region.get(at + "memory_size"),
        region.get(at + "userspace_addr"));
  }
}
