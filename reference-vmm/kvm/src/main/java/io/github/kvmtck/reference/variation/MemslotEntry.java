package io.github.kvmtck.reference.variation;

import static io.github.kvmtck.api.uapi.ProposedMemslots.USERSPACE_MEMORY_REGION_ENTRY;
import static io.github.kvmtck.api.uapi.ProposedMemslots.USERSPACE_MEMORY_REGION_LIST;

import io.github.kvmtck.api.uapi.Struct;
import io.github.kvmtck.reference.kvm.IoctlCall;
import io.github.kvmtck.reference.kvm.Region;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One entry of KVM_SET_USER_MEMORY_REGION_LIST.
 *
 * @param invalidate what userspace says of a slot that goes or moves
 * @param padded whether all of the padding is zero
 */
record MemslotEntry(Region region, int invalidate, boolean padded) {

  /** nent and flags of the list; null where they are not readable. */
  static @Nullable MemorySegment header(IoctlCall call) {
    return call.read(USERSPACE_MEMORY_REGION_LIST.size());
  }

  /** The entries behind the header; null where one is not readable. */
  static @Nullable List<MemslotEntry> list(IoctlCall call, int count) {
    long size = USERSPACE_MEMORY_REGION_ENTRY.size();
    MemorySegment all = call.read(USERSPACE_MEMORY_REGION_LIST.size(), count * size);
    if (all == null) {
      return null;
    }
    List<MemslotEntry> entries = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      entries.add(of(all.asSlice(i * size, size)));
    }
    return entries;
  }

  private static MemslotEntry of(MemorySegment entry) {
    long padding = USERSPACE_MEMORY_REGION_ENTRY.offset("padding");
    byte[] rest = entry.asSlice(padding).toArray(ValueLayout.JAVA_BYTE);
    boolean zero = true;
    for (byte each : rest) {
      zero &= each == 0;
    }
    return new MemslotEntry(
        region(USERSPACE_MEMORY_REGION_ENTRY, entry),
        (int) USERSPACE_MEMORY_REGION_ENTRY.get(entry, "invalidate_slot"),
        zero);
  }

  /** The region in a structure that begins as struct kvm_userspace_memory_region. */
  static Region region(Struct struct, MemorySegment in) {
    return new Region(
        (int) struct.get(in, "slot"),
        (int) struct.get(in, "flags"),
        struct.get(in, "guest_phys_addr"),
        struct.get(in, "memory_size"),
        struct.get(in, "userspace_addr"));
  }
}
