package io.github.kvmtck.steps.world;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.client.Client;
import io.github.kvmtck.api.client.HostMemory;
import io.github.kvmtck.api.client.MemoryRegion;
import io.github.kvmtck.api.client.Vm;
import io.github.kvmtck.api.uapi.Capability;
import io.github.kvmtck.api.uapi.Linux;
import io.github.kvmtck.api.uapi.StructValue;
import io.github.kvmtck.steps.words.Numbers;
import io.github.kvmtck.steps.words.SlotPhrase;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The memory slots of a scenario's VM as userspace set them, by the slot word of
 * KVM_SET_USER_MEMORY_REGION. Slot 0 is the RAM that every machine has. While KVM_RUN is in flight
 * another task makes the calls.
 */
public final class Slots {
  private final World world;
  private final KvmRun kvmRun;
  private final Map<Integer, MemoryRegion> set = new TreeMap<>();
  private final Map<Integer, HostMemory> memories = new TreeMap<>();
  private final List<MemoryRegion> refused = new ArrayList<>();
  private boolean ramGone;

  public Slots(World world, KvmRun kvmRun) {
    this.world = world;
    this.kvmRun = kvmRun;
  }

  /** What a phrase asks for, with host memory of its own that is all zero. */
  public MemoryRegion fresh(SlotPhrase phrase) {
    long size = Math.max(1, phrase.pages()) * Linux.PAGE_SIZE;
    return over(phrase, HostMemory.map(vm().client(), size).value());
  }

  /** What a phrase asks for, with host memory that is there already. */
  public MemoryRegion over(SlotPhrase phrase, HostMemory memory) {
    memories.put(phrase.slot(), memory);
    return new MemoryRegion(
        phrase.slot(),
        phrase.flags(),
        phrase.gpa(),
        phrase.pages() * Linux.PAGE_SIZE,
        memory.address());
  }

  /** KVM_SET_USER_MEMORY_REGION. */
  public Result set(MemoryRegion region) {
    return noted(region, vm().setUserMemoryRegion(region).result());
  }

  /** Remembers what a call that takes a region has done. */
  public Result noted(MemoryRegion region, Result result) {
    if (result.failed()) {
      refused.add(region);
    } else if (region.memorySize() == 0) {
      set.remove(region.slot());
      ramGone |= region.slot() == 0;
    } else {
      set.put(region.slot(), region);
    }
    return result;
  }

  /**
   * A region with other values, by the names of struct kvm_userspace_memory_region.
   *
   * @throws IllegalArgumentException for another name: the scenario is wrong
   */
  public static MemoryRegion with(MemoryRegion region, Map<String, BigInteger> values) {
    StructValue packed = region.packed();
    for (Map.Entry<String, BigInteger> each : values.entrySet()) {
      packed = packed.with(each.getKey(), each.getValue().longValue());
    }
    return new MemoryRegion(
        (int) packed.get("slot"),
        (int) packed.get("flags"),
        packed.get("guest_phys_addr"),
        packed.get("memory_size"),
        packed.get("userspace_addr"));
  }

  /**
   * A slot as it was set last.
   *
   * @throws IllegalStateException where there is none: the scenario is wrong
   */
  public MemoryRegion get(int slot) {
    MemoryRegion region = set.get(slot);
    if (region != null) {
      return region;
    }
    if (slot == 0 && hasRam()) {
      return ram();
    }
    throw new IllegalStateException("no step has set slot " + slot);
  }

  /** Whether a slot is set. */
  boolean has(int slot) {
    return set.containsKey(slot) || slot == 0 && hasRam();
  }

  /** Host memory that a step gave to a slot, also after the slot was deleted. */
  public HostMemory memory(int slot) {
    HostMemory memory = memories.get(slot);
    return memory == null && slot == 0 ? world.machine().ram() : required(memory, slot);
  }

  /** What is set now. */
  public Collection<MemoryRegion> all() {
    Map<Integer, MemoryRegion> all = new TreeMap<>(set);
    if (hasRam()) {
      all.putIfAbsent(0, ram());
    }
    return all.values();
  }

  /** What calls asked for that failed, oldest first. */
  public List<MemoryRegion> refused() {
    return List.copyOf(refused);
  }

  /**
   * The host address of a guest physical address, outside SMM.
   *
   * @throws IllegalStateException where no slot has it: the scenario is wrong
   */
  public long hostAddress(long gpa) {
    return all().stream()
        .filter(region -> region.slot() >>> 16 == 0)
        .filter(
            region -> Long.compareUnsigned(gpa - region.guestPhysAddr(), region.memorySize()) < 0)
        .map(region -> region.userspaceAddr() + (gpa - region.guestPhysAddr()))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no slot has " + Numbers.show(gpa)));
  }

  /** Bytes of guest memory, through the slots that are set. */
  public byte[] read(long gpa, int length) {
    return world.process().memory().bytes(hostAddress(gpa), length);
  }

  public void write(long gpa, byte... bytes) {
    world.process().memory().bytes(hostAddress(gpa), bytes);
  }

  /** KVM_CAP_NR_MEMSLOTS: the lowest id that KVM does not take. */
  public int limit() {
    return vm().checkExtension(Capability.KVM_CAP_NR_MEMSLOTS).value().intValue();
  }

  /** KVM_CAP_MULTI_ADDRESS_SPACE of the VM; 0 where there is one. */
  public int addressSpaces() {
    return vm().checkExtension(Capability.KVM_CAP_MULTI_ADDRESS_SPACE).value().intValue();
  }

  /** The VM, called by a task that is free. */
  public Vm vm() {
    return kvmRun.goesOn() ? world.vm().by(world.otherTask()) : world.vm();
  }

  /** The process, calling by a task that is free. */
  public Client client() {
    return vm().client();
  }

  private boolean hasRam() {
    return !ramGone && world.hasMachine();
  }

  private MemoryRegion ram() {
    return MemoryRegion.of(0, 0, world.machine().ram());
  }

  private static HostMemory required(@Nullable HostMemory memory, int slot) {
    if (memory == null) {
      throw new IllegalStateException("no step has given host memory to slot " + slot);
    }
    return memory;
  }
}
