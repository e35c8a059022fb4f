package io.github.kvmtck.steps.world;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.Schedule;
import io.github.kvmtck.api.SchedulingPoint;
import io.github.kvmtck.steps.NotRun;
import io.github.kvmtck.steps.words.Means;
import io.github.kvmtck.steps.words.SlotChange;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Changes of memory slots that stand still half-way, and a guest that meets them. Only a kernel
 * with a {@link Schedule} can be made to.
 */
public final class Stalls {
  private static final String NAME = "the changes";

  /** Entries of the guest within which it has come to where it stalls. */
  private static final int ENTRIES = 8;

  private final World world;
  private final KvmRun kvmRun;
  private final SlotChanges changes;
  private final Slots slots;
  private @Nullable Future<Result> call;
  private Schedule.@Nullable Hold hold;

  public Stalls(World world, KvmRun kvmRun, SlotChanges changes, Slots slots) {
    this.world = world;
    this.kvmRun = kvmRun;
    this.changes = changes;
    this.slots = slots;
  }

  /** Another task begins the changes. */
  public void begin(List<SlotChange> wanted, Means means) {
    SlotChanges.Prepared prepared = changes.prepare(wanted, means);
    var task = world.anotherTask();
    call = task.begin(() -> prepared.make(world.vm().by(task)));
  }

  /**
   * The same, held at a point of the kernel's code until {@link #goOn}.
   *
   * @return false where the changes do not get there
   * @throws NotRun where tasks cannot be held
   */
  public boolean beginHeld(List<SlotChange> wanted, Means means, SchedulingPoint point) {
    SlotChanges.Prepared prepared = changes.prepare(wanted, means);
    var task = world.anotherTask();
    hold = schedule().hold(task, point);
    call = task.begin(() -> prepared.make(world.vm().by(task)));
    return hold.awaitReached(Patience.BOUND);
  }

  /** Lets the changes be completed. */
  public void goOn() {
    Objects.requireNonNull(hold, "no changes are held").release();
  }

  /**
   * Lets the changes go on, as far as a point of the kernel's code.
   *
   * @return false where they do not get there
   */
  public boolean goOnTo(SchedulingPoint point) {
    Schedule.Hold next = schedule().hold(world.otherTask(), point);
    goOn();
    hold = next;
    return next.awaitReached(Patience.BOUND);
  }

  /** How the changes ended. */
  public Result result() {
    return Patience.result(begun(), NAME).orElseThrow(() -> kvmRun.overdue(NAME));
  }

  /** Whether the task that makes the changes sleeps in its call. */
  public boolean waits() {
    return Patience.untilBlocked(world.otherTask(), begun());
  }

  /**
   * Sees the vCPU enter the guest without progress and without an exit: an access is tried again.
   *
   * @return how many times the guest entered before it made none; empty where it went on or left
   */
  public boolean stalls(long address) {
    int before = counter(address);
    Schedule.Hold entry = holdEntry();
    for (int i = 0; i < ENTRIES; i++) {
      if (!entry.awaitReached(Patience.BOUND) || !kvmRun.goesOn()) {
        entry.release();
        return false;
      }
      int now = counter(address);
      if (i > 1 && now == before) {
        entry.release();
        return kvmRun.goesOn();
      }
      before = now;
      Schedule.Hold next = holdEntry();
      entry.release();
      entry = next;
    }
    entry.release();
    return false;
  }

  private Schedule.Hold holdEntry() {
    return schedule().hold(world.vcpuTask(), SchedulingPoint.ENTER_GUEST);
  }

  private int counter(long address) {
    return world.process().memory().u32(slots.hostAddress(address));
  }

  private Schedule schedule() {
    return world
        .schedule()
        .orElseThrow(() -> new NotRun("this kernel's tasks cannot be held half-way"));
  }

  private Future<Result> begun() {
    return Objects.requireNonNull(call, "no step has begun changes");
  }
}
