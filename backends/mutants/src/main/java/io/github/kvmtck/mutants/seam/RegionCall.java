package io.github.kvmtck.mutants.seam;

import io.github.kvmtck.api.MemoryFault;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.client.MemoryRegion;
import io.github.kvmtck.api.uapi.Memslots;
import io.github.kvmtck.api.uapi.StructValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A call that sets a memory slot.
 *
 * @param call the ioctl
 * @param region what it asks for; nothing where the argument is not readable
 * @param slots what is set, by slot word
 */
public record RegionCall(SeamCall call, MemoryRegion region, Map<Integer, MemoryRegion> slots) {
  private static final MemoryRegion NOTHING = new MemoryRegion(-1, -1, -1, -1, -1);

  static RegionCall of(SeamCall call, Map<Integer, MemoryRegion> slots) {
    return new RegionCall(call, read(call), slots);
  }

  private static MemoryRegion read(SeamCall call) {
    try {
      StructValue value = call.argument(Memslots.USERSPACE_MEMORY_REGION);
      return new MemoryRegion(
          (int) value.get("slot"),
          (int) value.get("flags"),
          value.get("guest_phys_addr"),
          value.get("memory_size"),
          value.get("userspace_addr"));
    } catch (MemoryFault unreadable) {
      return NOTHING;
    }
  }

  /** Makes the call. */
  public Result proceed() {
    return noted(call.proceed());
  }

  /** Makes the call with another region; the argument is put back as it was. */
  public Result proceed(MemoryRegion other) {
    StructValue asked = region.packed();
    call.argument(other.packed());
    Result result = new RegionCall(call, other, slots).proceed();
    call.argument(asked);
    return result;
  }

  private Result noted(Result result) {
    if (!result.failed() && region.memorySize() == 0) {
      slots.remove(region.slot());
    } else if (!result.failed()) {
      slots.put(region.slot(), region);
    }
    return result;
  }

  /** Whether it deletes. */
  public boolean deletes() {
    return region.memorySize() == 0;
  }

  /** The slot as it is set. */
  public Optional<MemoryRegion> old() {
    return Optional.ofNullable(slots.get(region.slot()));
  }

  /** Whether it would move a slot. */
  public boolean moves() {
    return !deletes()
        && old().filter(old -> old.guestPhysAddr() != region.guestPhysAddr()).isPresent();
  }

  /** The other slots of its address space. */
  public List<MemoryRegion> others() {
    return slots.values().stream()
        .filter(each -> each.slot() != region.slot() && each.slot() >>> 16 == region.slot() >>> 16)
        .toList();
  }
}
