package io.github.kvmtck.steps.world;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.Schedule;
import io.github.kvmtck.api.client.HostMemory;
import io.github.kvmtck.api.client.MemoryRegion;
import io.github.kvmtck.steps.words.Exit;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A slot changes while two vCPUs count in it. With a {@link Schedule} the second one stands before
 * the guest when the change begins, and is let in when the call has returned; elsewhere it is in
 * the guest or on the way out of it.
 */
public final class SlotUnderTwo {
  private final World world;
  private final Slots slots;
  private final KvmRun kvmRun;
  private final SecondVcpu second;
  private byte[] returned = {};

  public SlotUnderTwo(World world, Slots slots, KvmRun kvmRun, SecondVcpu second) {
    this.world = world;
    this.slots = slots;
    this.kvmRun = kvmRun;
    this.second = second;
  }

  /** Makes the change, and looks at the memory of the slot when the call has returned. */
  public Result change(MemoryRegion region) {
    Optional<Schedule> schedule = world.schedule();
    if (schedule.isEmpty()) {
      return changed(region);
    }
    try (Schedule.Hold _ = second.heldBeforeTheGuest(schedule.get())) {
      return changed(region);
    }
  }

  private Result changed(MemoryRegion region) {
    Result result = slots.set(region);
    returned = memory(region.slot());
    return result;
  }

  /** What the first vCPU exited for, or how its KVM_RUN ended. */
  public String first() {
    Result result = kvmRun.result();
    return result.failed()
        ? "KVM_RUN → " + result
        : SlotRaces.named(Exit.in(world.machine().vcpu().kvmRun()));
  }

  /** The same of the second one. */
  public String second() {
    return second.seen();
  }

  /** How many words of the slot's memory changed after the call. */
  public long late(int slot) {
    byte[] now = memory(slot);
    return IntStream.range(0, now.length / Integer.BYTES)
        .map(word -> word * Integer.BYTES)
        .filter(at -> Arrays.mismatch(now, at, at + 4, returned, at, at + 4) >= 0)
        .count();
  }

  private byte[] memory(int slot) {
    HostMemory memory = slots.memory(slot);
    return memory.read(0, (int) memory.size());
  }
}
