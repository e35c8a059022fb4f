package io.github.kvmtck.steps.world;

import io.github.kvmtck.api.Kernel;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.Schedule;
import io.github.kvmtck.api.SchedulingPoint;
import io.github.kvmtck.api.client.MemoryRegion;
import io.github.kvmtck.api.client.Vcpu;
import io.github.kvmtck.steps.words.PageSet;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Future;

/**
 * A guest that writes while another task reads the dirty log of its slot, or changes the slot.
 * Where the kernel has a schedule exactly the stated order runs; elsewhere it is tried a bounded
 * number of times.
 */
public final class DirtyRaces {
  private static final String NAME = "the call of the other task";

  /** Rounds without a schedule. */
  private static final int ROUNDS = 50;

  private final World world;
  private final KvmRun kvmRun;
  private final Slots slots;
  private final DirtyLogs logs;
  private final DirtyRings rings;
  private final Progress progress;

  public DirtyRaces(
      World world,
      KvmRun kvmRun,
      Slots slots,
      DirtyLogs logs,
      DirtyRings rings,
      Progress progress) {
    this.world = world;
    this.kvmRun = kvmRun;
    this.slots = slots;
    this.logs = logs;
    this.rings = rings;
    this.progress = progress;
  }

  /**
   * Reads the log and deletes the slot; the guest, which counts at {@code gpa} in it, writes
   * between the two: with a schedule when the deletion has begun, else before it does. It has left
   * KVM_RUN for the slot that is gone when this returns.
   */
  public void writeBeforeInvalid(int slot, long gpa) {
    MemoryRegion gone = slots.get(slot).deleted();
    Optional<Schedule> schedule = world.schedule();
    logs.get(slot);
    if (schedule.isPresent()) {
      try (var hold = schedule.get().hold(other(), SchedulingPoint.MEMSLOT_BEFORE_INVALIDATE)) {
        Future<Result> deletion = begin(gone);
        reached(hold, SchedulingPoint.MEMSLOT_BEFORE_INVALIDATE);
        awaitWrite(gpa);
        hold.release();
        result(deletion);
      }
    } else {
      awaitWrite(gpa);
      slots.set(gone);
    }
    kvmRun.result();
  }

  private void awaitWrite(long gpa) {
    if (!progress.moves(gpa)) {
      throw new AssertionError("the guest does not write to a slot that is valid");
    }
  }

  /**
   * Changes a slot so that it is invalid for a time, in which the guest wants to write. It has left
   * KVM_RUN when this returns.
   */
  public void writeWhileInvalid(MemoryRegion next, long gpa) {
    Optional<Schedule> schedule = world.schedule();
    long host = slots.hostAddress(gpa);
    if (schedule.isPresent()) {
      try (var hold = schedule.get().hold(other(), SchedulingPoint.MEMSLOT_INVALIDATED)) {
        Future<Result> change = begin(next);
        reached(hold, SchedulingPoint.MEMSLOT_INVALIDATED);
        int before = world.process().memory().u32(host);
        boolean waits = kvmRun.goesOn();
        hold.release();
        result(change);
        kvmRun.result();
        if (!waits || world.process().memory().u32(host) != before) {
          throw new AssertionError("the guest does not wait for a slot that is invalid");
        }
      }
    } else {
      slots.set(next);
      kvmRun.result();
    }
  }

  /**
   * Reads the log while the guest, which counts at one place and waits for a byte at another, is
   * let go on. It has left KVM_RUN when this returns.
   *
   * @return the pages that the call or the one behind it named, for each time that this was done
   */
  public List<PageSet> writeWhileRead(int slot, long counter, long gpa) {
    Optional<Schedule> schedule = world.schedule();
    if (schedule.isEmpty()) {
      return writeWhileReadAtAnyTime(slot, counter, gpa);
    }
    try (var hold = schedule.get().hold(other(), SchedulingPoint.DIRTY_LOG_TAKEN)) {
      Future<Result> read = other().begin(() -> logs.get(slot));
      reached(hold, SchedulingPoint.DIRTY_LOG_TAKEN);
      letGo(gpa);
      kvmRun.result();
      hold.release();
      result(read);
    }
    return List.of(withNext(slot));
  }

  private List<PageSet> writeWhileReadAtAnyTime(int slot, long counter, long gpa) {
    Map<String, Integer> counts = new TreeMap<>();
    List<PageSet> named = new ArrayList<>();
    Vcpu vcpu = world.machine().vcpu();
    long start = world.machine().code().origin();
    while (named.size() < ROUNDS) {
      if (!named.isEmpty()) {
        slots.write(gpa, (byte) 0);
        vcpu.setRegs(vcpu.getRegs().value().withRip(start)).orThrow();
        progress.begin(counter);
      }
      Future<Result> read = other().begin(() -> logs.get(slot));
      letGo(gpa);
      result(read);
      kvmRun.result();
      counts.merge(logs.pages(slot).toString(), 1, Integer::sum);
      named.add(withNext(slot));
    }
    world.count("named by the call", counts);
    return named;
  }

  /** What the last call named, and what the next one does. */
  private PageSet withNext(int slot) {
    BitSet both = logs.pages(slot).pages();
    logs.get(slot);
    both.or(logs.pages(slot).pages());
    return new PageSet(both);
  }

  /**
   * Resets the rings while the guest, which waits for a byte at {@code gpa}, is let go on. It has
   * left KVM_RUN when this returns.
   */
  public void writeWhileReset(long gpa) {
    Optional<Schedule> schedule = world.schedule();
    if (schedule.isPresent()) {
      try (var hold = schedule.get().hold(other(), SchedulingPoint.DIRTY_RINGS_RESET)) {
        Future<Result> reset = other().begin(rings::reset);
        reached(hold, SchedulingPoint.DIRTY_RINGS_RESET);
        letGo(gpa);
        kvmRun.result();
        hold.release();
        result(reset);
      }
    } else {
      Future<Result> reset = other().begin(rings::reset);
      letGo(gpa);
      result(reset);
      kvmRun.result();
    }
  }

  private void letGo(long gpa) {
    slots.write(gpa, (byte) 1);
  }

  private Future<Result> begin(MemoryRegion region) {
    return other().begin(() -> slots.set(region));
  }

  private Kernel.Task other() {
    return world.otherTask();
  }

  private static void reached(Schedule.Hold hold, SchedulingPoint point) {
    if (!hold.awaitReached(Patience.BOUND)) {
      throw new AssertionError("the other task did not get to " + point);
    }
  }

  private void result(Future<Result> call) {
    Result result = Patience.result(call, NAME).orElseThrow(() -> kvmRun.overdue(NAME));
    if (result.failed()) {
      throw new AssertionError(NAME + " → " + result);
    }
  }
}
