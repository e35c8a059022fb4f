package io.github.kvmtck.steps.world;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.Syscall;
import io.github.kvmtck.api.client.Descriptor;
import io.github.kvmtck.api.client.HostMemory;
import io.github.kvmtck.api.client.MemoryRegion;
import io.github.kvmtck.api.client.Vm;
import io.github.kvmtck.api.uapi.Linux;
import io.github.kvmtck.api.uapi.Memslots;
import io.github.kvmtck.api.uapi.Request;
import io.github.kvmtck.api.uapi.StructValue;
import io.github.kvmtck.steps.words.SlotPhrase;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** KVM_SET_USER_MEMORY_REGION2, and the guest_memfd that it can bind slots to. */
public final class GuestMemfds {
  private static final String[] OF_BOTH = {
    "slot", "flags", "guest_phys_addr", "memory_size", "userspace_addr"
  };

  private final World world;
  private final Slots slots;
  private final Map<Integer, StructValue> bound = new TreeMap<>();
  private @Nullable Descriptor memfd;

  public GuestMemfds(World world, Slots slots) {
    this.world = world;
    this.slots = slots;
  }

  /** KVM_CREATE_GUEST_MEMFD. */
  public Result create(Map<String, BigInteger> fields) {
    StructValue argument = with(StructValue.of(Memslots.CREATE_GUEST_MEMFD), fields);
    return world.vm().ioctl(Memslots.KVM_CREATE_GUEST_MEMFD, argument).result();
  }

  /** The same with a number of pages. */
  public Result create(long pages) {
    return create(Map.of("size", BigInteger.valueOf(pages * Linux.PAGE_SIZE)));
  }

  /** The same of a VM that is none of the scenario's. */
  public void createForeign(long pages) {
    StructValue size =
        StructValue.of(Memslots.CREATE_GUEST_MEMFD).with("size", pages * Linux.PAGE_SIZE);
    Vm other = Layout.newVm(world.kvm());
    use((int) other.ioctl(Memslots.KVM_CREATE_GUEST_MEMFD, size).result().value());
  }

  /** The guest_memfd is this descriptor from now on. */
  public void use(int fd) {
    memfd = new Descriptor(world.kvm().client(), fd);
  }

  public Descriptor memfd() {
    return Objects.requireNonNull(memfd, "no step has made a guest_memfd");
  }

  /** A region that is bound to the guest_memfd from a page of it on. */
  public StructValue bound(MemoryRegion region, long page) {
    MemoryRegion flagged = region.withFlags(region.flags() | Memslots.KVM_MEM_GUEST_MEMFD);
    return packed(flagged)
        .with("guest_memfd", memfd().fd())
        .with("guest_memfd_offset", page * Linux.PAGE_SIZE);
  }

  /** A slot as it was set last. */
  public StructValue last(int slot) {
    StructValue last = bound.get(slot);
    return last == null ? packed(slots.get(slot)) : last;
  }

  /** KVM_SET_USER_MEMORY_REGION2, with other values for some fields. */
  public Result set(StructValue region, Map<String, BigInteger> fields) {
    StructValue argument = with(region, fields);
    Result result = slots.vm().ioctl(Memslots.KVM_SET_USER_MEMORY_REGION2, argument).result();
    MemoryRegion asked = region(argument);
    if (!result.failed()) {
      bound.put(asked.slot(), argument);
    }
    return slots.noted(asked, result);
  }

  /** Asks for a slot of one page; behind the first bytes of the structure nothing is mapped. */
  public Result setWithReadable(Request request, int readable, int slot, long gpa) {
    MemoryRegion region = slots.fresh(new SlotPhrase(slot, 0, 1, gpa));
    try (HostMemory pages = HostMemory.map(slots.client(), 2 * Linux.PAGE_SIZE).value()) {
      long start = (long) Linux.PAGE_SIZE - readable;
      pages.write(start, Arrays.copyOf(packed(region).bytes(), readable));
      slots
          .client()
          .call(new Syscall.Munmap(pages.address() + Linux.PAGE_SIZE, Linux.PAGE_SIZE))
          .orThrow();
      return slots.noted(region, slots.vm().ioctl(request, pages.address() + start).result());
    }
  }

  /** A region as KVM_SET_USER_MEMORY_REGION2 takes it, with zero in what the older ioctl lacks. */
  public static StructValue packed(MemoryRegion region) {
    StructValue packed = StructValue.of(Memslots.USERSPACE_MEMORY_REGION2);
    StructValue older = region.packed();
    for (String field : OF_BOTH) {
      packed = packed.with(field, older.get(field));
    }
    return packed;
  }

  private static MemoryRegion region(StructValue packed) {
    return new MemoryRegion(
        (int) packed.get("slot"),
        (int) packed.get("flags"),
        packed.get("guest_phys_addr"),
        packed.get("memory_size"),
        packed.get("userspace_addr"));
  }

  private static StructValue with(StructValue value, Map<String, BigInteger> fields) {
    StructValue changed = value;
    for (Map.Entry<String, BigInteger> each : fields.entrySet()) {
      changed = changed.with(each.getKey(), each.getValue().longValue());
    }
    return changed;
  }
}
