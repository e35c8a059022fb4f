package io.github.kvmtck.steps.world;

import io.github.kvmtck.api.Kernel;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.Schedule;
import io.github.kvmtck.api.SchedulingPoint;
import io.github.kvmtck.api.client.MemoryRegion;
import io.github.kvmtck.steps.NotRun;
import io.github.kvmtck.steps.words.Data;
import io.github.kvmtck.steps.words.Entry;
import io.github.kvmtck.steps.words.Exit;
import io.github.kvmtck.steps.words.Numbers;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * A slot changes while the vCPU uses it. With a {@link Schedule} the vCPU meets the slot while it
 * is invalid, for certain and once; elsewhere the change is repeated.
 */
public final class SlotRaces {
  private static final String CHANGE = "the change of the slot";

  private final World world;
  private final Slots slots;
  private final KvmRun kvmRun;
  private final Progress progress;
  private @Nullable Future<Result> set;

  public SlotRaces(World world, Slots slots, KvmRun kvmRun, Progress progress) {
    this.world = world;
    this.kvmRun = kvmRun;
    this.progress = progress;
    this.slots = slots;
  }

  /**
   * Sets a slot that is invalidated on the way, while the vCPU runs.
   *
   * @param times without a schedule
   * @return how the last call ended; all ends are recorded
   */
  public Result whileInvalid(MemoryRegion region, int times) {
    Optional<Schedule> schedule = world.schedule();
    if (schedule.isPresent()) {
      return once(schedule.get(), region);
    }
    Map<String, Integer> counts = new TreeMap<>();
    Result last = Result.ZERO;
    for (int i = 0; i < times; i++) {
      last = slots.set(region);
      counts.merge(last.toString(), 1, Integer::sum);
    }
    world.count("calls", counts);
    return last;
  }

  /**
   * How rounds ended.
   *
   * @param exits of KVM_RUN, counted
   * @param late rounds in which the memory changed after the call had returned
   */
  public record Ends(Map<String, Integer> exits, int late) {
    public static final Ends NONE = new Ends(Map.of(), 0);
  }

  /**
   * Changes a slot while the guest counts in it, waits for the exit that this must cause, and puts
   * the slot back. Without a schedule this is repeated.
   */
  public Ends changeUnderCounter(MemoryRegion slot, MemoryRegion changed, long counter, int times) {
    Map<String, Integer> exits = new TreeMap<>();
    int late = 0;
    int rounds = world.schedule().isPresent() ? 1 : times;
    long address = slots.hostAddress(counter);
    for (int i = 0; i < rounds; i++) {
      if (!progress.begin(counter)) {
        throw new AssertionError("the guest does not count: KVM_RUN → " + kvmRun.result());
      }
      Result result = slots.set(changed);
      int returned = world.process().memory().u32(address);
      kvmRun.result();
      exits.merge(result.failed() ? "the change → " + result : exit(), 1, Integer::sum);
      late += world.process().memory().u32(address) == returned ? 0 : 1;
      kvmRun.call(Entry.parse("the operation is completed"));
      slots.set(slot);
    }
    world.count("exits", exits);
    return new Ends(exits, late);
  }

  private String exit() {
    return named(Exit.in(world.machine().vcpu().kvmRun()));
  }

  /** An exit; of a write not what was written, which differs each time. */
  static String named(Exit exit) {
    return switch (exit) {
      case Exit.MmioWrite(Data data, long gpa) ->
          "an MMIO write of " + data.length() + " bytes at " + Numbers.show(gpa);
      case Exit other -> other.toString();
    };
  }

  /**
   * Sets a slot while the vCPU runs, by a task that is held where a slot has become invalid.
   *
   * @return whether it was held
   * @throws NotRun where tasks cannot be held
   */
  public boolean invalidates(MemoryRegion region) {
    Schedule schedule =
        world
            .schedule()
            .orElseThrow(() -> new NotRun("no task can be held where a slot is invalid here"));
    Kernel.Task changer = world.otherTask();
    boolean held;
    try (var invalid = schedule.hold(changer, SchedulingPoint.MEMSLOT_INVALIDATED)) {
      Future<Result> change = changer.begin(() -> slots.set(region));
      held = Patience.until(() -> change.isDone() || invalid.awaitReached(Duration.ZERO));
      held &= !change.isDone();
      set = change;
    }
    return held;
  }

  /** How that call ended. */
  public Result result() {
    return Patience.result(Objects.requireNonNull(set), CHANGE)
        .orElseThrow(() -> kvmRun.overdue(CHANGE));
  }

  private Result once(Schedule schedule, MemoryRegion region) {
    Kernel.Task changer = world.otherTask();
    Future<Result> change;
    try (var invalid = schedule.hold(changer, SchedulingPoint.MEMSLOT_INVALIDATED)) {
      change = changer.begin(() -> slots.set(region));
      if (!invalid.awaitReached(Patience.BOUND)) {
        throw new AssertionError("the slot was not invalidated");
      }
      // The vCPU left the guest for that. It enters again, meets the slot, and is about to retry.
      passes(schedule);
      passes(schedule);
    }
    return Patience.result(change, CHANGE).orElseThrow();
  }

  private void passes(Schedule schedule) {
    try (var entry = schedule.hold(world.vcpuTask(), SchedulingPoint.ENTER_GUEST)) {
      if (!entry.awaitReached(Patience.BOUND)) {
        throw new AssertionError("the vCPU does not enter the guest while the slot is invalid");
      }
    }
  }
}
