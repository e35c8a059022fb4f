package io.github.kvmtck.steps.world;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.Syscall;
import io.github.kvmtck.api.client.HostMemory;
import io.github.kvmtck.api.client.MemoryRegion;
import io.github.kvmtck.api.client.Vm;
import io.github.kvmtck.api.uapi.Linux;
import io.github.kvmtck.api.uapi.ProposedMemslots;
import io.github.kvmtck.api.uapi.Request;
import io.github.kvmtck.api.uapi.StructValue;
import io.github.kvmtck.steps.words.Means;
import io.github.kvmtck.steps.words.SlotChange;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Changes of memory slots by one of the ways that there are or were proposed. The same changes go
 * in whichever way a scenario says.
 */
public final class SlotChanges {
  private static final long PAGE = Linux.PAGE_SIZE;

  private final Slots slots;
  private final Map<Integer, HostMemory> before = new TreeMap<>();

  public SlotChanges(Slots slots) {
    this.slots = slots;
  }

  /** Calls that make the changes, and what they ask for. */
  public interface Prepared {
    Result make(Vm vm);
  }

  /** Makes them now. */
  public Result make(List<SlotChange> changes, Means means) {
    return prepare(changes, means).make(slots.vm());
  }

  /** A list of which only the header is there to be read, with fields by their names. */
  public Result header(Map<String, BigInteger> fields) {
    StructValue header = StructValue.of(ProposedMemslots.USERSPACE_MEMORY_REGION_LIST);
    for (Map.Entry<String, BigInteger> each : fields.entrySet()) {
      header = header.with(each.getKey(), each.getValue().longValue());
    }
    return atEdge(header, 0);
  }

  /** A list of one entry whose header, or whose entry, is not readable. */
  public Result unreadable(boolean header) {
    StructValue list =
        StructValue.of(ProposedMemslots.USERSPACE_MEMORY_REGION_LIST).with("nent", 1);
    return atEdge(list, header ? Long.BYTES : 0);
  }

  /** Puts a header before a page that is not mapped, or as many bytes into that page. */
  private Result atEdge(StructValue header, long beyond) {
    Vm vm = slots.vm();
    HostMemory memory = HostMemory.map(vm.client(), 2 * PAGE).value();
    long address = memory.address() + PAGE - header.size();
    memory.write(PAGE - header.size(), header.bytes());
    vm.client().call(new Syscall.Munmap(memory.address() + PAGE, PAGE)).orThrow();
    return vm.ioctl(ProposedMemslots.KVM_SET_USER_MEMORY_REGION_LIST, address + beyond).result();
  }

  /** The host memory that a slot had before it got other memory. */
  public HostMemory before(int slot) {
    return Objects.requireNonNull(before.get(slot), "no step has replaced slot " + slot);
  }

  /** What is to be called. Host memory for new slots is there already. */
  public Prepared prepare(List<SlotChange> changes, Means means) {
    return switch (means) {
      case ONE_BY_ONE -> oneByOne(regions(changes));
      case LIST -> list(changes);
      case REPLACEMENT -> replacement(regions(changes));
      case CONVERSION -> new SlotConversion(slots, changes);
    };
  }

  private Prepared oneByOne(List<Change> changes) {
    return vm -> {
      Result result = Result.ZERO;
      for (Change change : changes) {
        result = vm.setUserMemoryRegion(change.sent()).result();
        slots.noted(change.region(), result);
        if (result.failed()) {
          break;
        }
      }
      return result;
    };
  }

  private Prepared list(List<SlotChange> wanted) {
    List<Change> changes = regions(wanted);
    StructValue list =
        StructValue.of(ProposedMemslots.USERSPACE_MEMORY_REGION_LIST, changes.size())
            .with("nent", changes.size());
    for (int i = 0; i < changes.size(); i++) {
      list = list.with("entries[" + i + "]", changes.get(i).entry());
    }
    return atOnce(ProposedMemslots.KVM_SET_USER_MEMORY_REGION_LIST, list, changes);
  }

  private Prepared replacement(List<Change> changes) {
    Map<Integer, MemoryRegion> all = new TreeMap<>();
    slots.all().forEach(each -> all.put(each.slot(), each));
    for (Change change : changes) {
      if (change.region().memorySize() == 0) {
        all.remove(change.region().slot());
      } else {
        all.put(change.region().slot(), change.sent());
      }
    }
    StructValue argument =
        StructValue.of(ProposedMemslots.ALL_USERSPACE_MEMORY_REGIONS, all.size())
            .with("nent", all.size());
    int i = 0;
    for (MemoryRegion each : all.values()) {
      argument = argument.with("entries[" + i++ + "]", each.packed());
    }
    return atOnce(ProposedMemslots.KVM_SET_ALL_USER_MEMORY_REGIONS, argument, changes);
  }

  private Prepared atOnce(Request request, StructValue argument, List<Change> changes) {
    return vm -> {
      Result result = vm.ioctl(request, argument).result();
      changes.forEach(change -> slots.noted(change.region(), result));
      return result;
    };
  }

  /**
   * One region to be sent.
   *
   * @param region what it means where it is accepted
   * @param but other values of its fields
   * @param invalidates whether the slot goes or moves
   */
  private record Change(MemoryRegion region, Map<String, BigInteger> but, boolean invalidates) {
    MemoryRegion sent() {
      return Slots.with(region, but);
    }

    StructValue entry() {
      StructValue entry =
          StructValue.of(ProposedMemslots.USERSPACE_MEMORY_REGION_ENTRY)
              .with("slot", Integer.toUnsignedLong(region.slot()))
              .with("flags", Integer.toUnsignedLong(region.flags()))
              .with("guest_phys_addr", region.guestPhysAddr())
              .with("memory_size", region.memorySize())
              .with("userspace_addr", region.userspaceAddr())
              .with("invalidate_slot", invalidates ? 1 : 0);
      for (Map.Entry<String, BigInteger> each : but.entrySet()) {
        String field = each.getKey().equals("padding") ? "padding[0]" : each.getKey();
        entry = entry.with(field, each.getValue().longValue());
      }
      return entry;
    }
  }

  /** What each change asks for, after those before it. */
  private List<Change> regions(List<SlotChange> changes) {
    Map<Integer, MemoryRegion> now = new TreeMap<>();
    slots.all().forEach(each -> now.put(each.slot(), each));
    List<Change> regions = new ArrayList<>();
    for (SlotChange change : changes) {
      MemoryRegion region = region(change.kind(), now);
      MemoryRegion old = now.put(region.slot(), region);
      boolean moves = old != null && old.guestPhysAddr() != region.guestPhysAddr();
      boolean invalidates = region.memorySize() == 0 || moves && old.memorySize() != 0;
      regions.add(new Change(region, change.but(), invalidates));
    }
    return regions;
  }

  private MemoryRegion region(SlotChange.Kind kind, Map<Integer, MemoryRegion> now) {
    return switch (kind) {
      case SlotChange.Delete(int slot) -> find(now, slot).deleted();
      case SlotChange.Move(int slot, long gpa) -> find(now, slot).withGuestPhysAddr(gpa);
      case SlotChange.Flag(int slot, int flag, boolean on) -> {
        MemoryRegion region = find(now, slot);
        yield region.withFlags(on ? region.flags() | flag : region.flags() & ~flag);
      }
      case SlotChange.Create create -> created(create);
      default -> throw new IllegalArgumentException(kind + " is a conversion");
    };
  }

  private MemoryRegion created(SlotChange.Create create) {
    int slot = create.slot().slot();
    if (slots.has(slot)) {
      before.put(slot, slots.memory(slot));
    }
    if (create.over().isPresent()) {
      HostMemory memory = slots.memory(create.over().get().slot());
      long address = memory.address() + create.over().get().offset();
      long size = create.slot().pages() * PAGE;
      return slots.over(create.slot(), new HostMemory(memory.client(), address, size));
    }
    MemoryRegion region = slots.fresh(create.slot());
    create
        .fill()
        .ifPresent(fill -> {
          HostMemory memory = slots.memory(region.slot());
          for (long at = 0; at < memory.size(); at += PAGE) {
            memory.write(at, fill.bytes());
          }
        });
    return region;
  }

  private static MemoryRegion find(Map<Integer, MemoryRegion> now, int slot) {
    return now.getOrDefault(slot, new MemoryRegion(slot, 0, 0, 0, 0));
  }
}
