package io.github.kvmtck.steps.world;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.Schedule;
import io.github.kvmtck.api.SchedulingPoint;
import io.github.kvmtck.api.client.MappedRun;
import io.github.kvmtck.api.client.Regs;
import io.github.kvmtck.api.client.Vcpu;
import io.github.kvmtck.api.uapi.Signals;
import io.github.kvmtck.steps.NotRun;
import io.github.kvmtck.steps.words.Exit;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Interleavings. Where the kernel has a {@link Schedule} exactly the stated order runs; elsewhere
 * it is tried a bounded number of times, and what came of it is counted.
 */
public final class Races {
  /** Rounds without a schedule. */
  private static final int ROUNDS = 200;

  private final World world;
  private final KvmRun kvmRun;

  public Races(World world, KvmRun kvmRun) {
    this.world = world;
    this.kvmRun = kvmRun;
  }

  /**
   * Sets immediate_exit while KVM_RUN is between its test and the guest. Without a schedule the
   * store may come too early, and then nothing may have run; rounds end with the first that came
   * late.
   *
   * @throws NotRun where none did
   */
  public void setImmediateExitBeforeEntry() {
    Optional<Schedule> schedule = world.schedule();
    if (schedule.isPresent()) {
      setHeld(schedule.get());
    } else {
      setAtAnyTime();
    }
  }

  private void setHeld(Schedule schedule) {
    try (var hold = schedule.hold(world.vcpuTask(), SchedulingPoint.RUN_BEFORE_ENTRY)) {
      kvmRun.begin();
      if (!hold.awaitReached(Patience.BOUND)) {
        throw new AssertionError("KVM_RUN did not get to " + SchedulingPoint.RUN_BEFORE_ENTRY);
      }
      run().immediateExit(1);
    }
    kvmRun.result();
  }

  private void setAtAnyTime() {
    Map<String, Integer> counts = new TreeMap<>();
    Vcpu vcpu = world.machine().vcpu();
    Regs start = vcpu.getRegs().value();
    for (int round = 1; round <= ROUNDS; round++) {
      run().immediateExit(0);
      kvmRun.begin();
      run().immediateExit(1);
      Result result = kvmRun.result();
      boolean early = result.equals(Result.error(Errno.EINTR));
      counts.merge(early ? "too early" : Exit.in(run()).toString(), 1, Integer::sum);
      if (!early) {
        world.count("rounds", counts);
        return;
      }
      if (!vcpu.getRegs().value().equals(start)) {
        throw new AssertionError("KVM_RUN failed with EINTR and ran the guest");
      }
    }
    throw new NotRun("the store came too early in all of " + ROUNDS + " rounds");
  }

  /**
   * Begins KVM_RUN and, at the same time, sets immediate_exit and sends SIGUSR1.
   *
   * @return how the calls ended, counted
   */
  public Map<String, Integer> kickAtAnyTime(int times) {
    Map<String, Integer> counts = new TreeMap<>();
    for (int i = 0; i < times; i++) {
      run().immediateExit(0);
      kvmRun.begin();
      run().immediateExit(1);
      world.vcpuTask().signal(Signals.SIGUSR1);
      counts.merge(kvmRun.result().toString(), 1, Integer::sum);
    }
    world.count("ends", counts);
    return counts;
  }

  private MappedRun run() {
    return world.machine().vcpu().kvmRun();
  }
}
