package io.github.kvmtck.steps.world;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.client.MemoryRegion;
import io.github.kvmtck.api.client.Vm;
import io.github.kvmtck.api.uapi.Linux;
import io.github.kvmtck.api.uapi.ProposedMemslots;
import io.github.kvmtck.api.uapi.StructValue;
import io.github.kvmtck.steps.words.SlotChange;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;

/** KVM_CONVERT_MEMORY_REGION for each change. */
record SlotConversion(Slots slots, List<SlotChange> changes) implements SlotChanges.Prepared {
  private static final long PAGE = Linux.PAGE_SIZE;

  @Override
  public Result make(Vm vm) {
    Result result = Result.ZERO;
    for (SlotChange change : changes) {
      StructValue argument = argument(change.kind());
      for (Map.Entry<String, BigInteger> each : change.but().entrySet()) {
        argument = argument.with(each.getKey(), each.getValue().longValue());
      }
      result = vm.ioctl(ProposedMemslots.KVM_CONVERT_MEMORY_REGION, argument).result();
      if (result.failed()) {
        return result;
      }
      if (known(change.kind())) {
        note(change.kind());
      }
    }
    return result;
  }

  private StructValue argument(SlotChange.Kind kind) {
    return switch (kind) {
      case SlotChange.Split(int slot, long pages, int other) ->
          argument(ProposedMemslots.KVM_MEMORY_REGION_SPLIT, slot, other, pages);
      case SlotChange.Merge(int slot, int other) ->
          argument(
              ProposedMemslots.KVM_MEMORY_REGION_MERGE, slot, other, pages(slot) + pages(other));
      case SlotChange.Resize(int slot, long pages, boolean grows) ->
          argument(
              grows
                  ? ProposedMemslots.KVM_MEMORY_REGION_GROW
                  : ProposedMemslots.KVM_MEMORY_REGION_TRUNCATE,
              slot,
              0,
              pages);
      default -> throw new IllegalArgumentException(kind + " is no conversion");
    };
  }

  private static StructValue argument(int operation, int slot, int other, long pages) {
    return StructValue.of(ProposedMemslots.MEMORY_REGION_CONVERSION)
        .with("operation", operation)
        .with("slot", Integer.toUnsignedLong(slot))
        .with("other", Integer.toUnsignedLong(other))
        .with("pages", pages);
  }

  private long pages(int slot) {
    return slots.has(slot) ? slots.get(slot).memorySize() / PAGE : 0;
  }

  /** Whether the slots are there that a conversion that was made needs. */
  private boolean known(SlotChange.Kind kind) {
    return switch (kind) {
      case SlotChange.Split(int slot, long _, int _) -> slots.has(slot);
      case SlotChange.Merge(int slot, int other) -> slots.has(slot) && slots.has(other);
      case SlotChange.Resize(int slot, long _, boolean _) -> slots.has(slot);
      default -> false;
    };
  }

  private void note(SlotChange.Kind kind) {
    switch (kind) {
      case SlotChange.Split(int slot, long pages, int other) -> {
        MemoryRegion one = slots.get(slot);
        long first = pages * PAGE;
        noted(one.withMemorySize(first));
        noted(
            new MemoryRegion(
                other,
                one.flags(),
                one.guestPhysAddr() + first,
                one.memorySize() - first,
                one.userspaceAddr() + first));
      }
      case SlotChange.Merge(int slot, int other) -> {
        MemoryRegion one = slots.get(slot);
        MemoryRegion two = slots.get(other);
        noted(two.deleted());
        noted(one.withMemorySize(one.memorySize() + two.memorySize()));
      }
      case SlotChange.Resize(int slot, long pages, boolean _) ->
          noted(slots.get(slot).withMemorySize(pages * PAGE));
      default -> throw new IllegalArgumentException(kind + " is no conversion");
    }
  }

  private void noted(MemoryRegion region) {
    slots.noted(region, Result.ZERO);
  }
}
