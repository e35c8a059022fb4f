package io.github.kvmtck.steps.world;

import io.github.kvmtck.api.Schedule;
import io.github.kvmtck.steps.NotRun;
import io.github.kvmtck.steps.words.Moment;
import org.jspecify.annotations.Nullable;

/** A KVM_RUN that is held at a point of the kernel's code. */
public final class Held {
  private final World world;
  private final KvmRun kvmRun;
  private Schedule.@Nullable Hold hold;

  public Held(World world, KvmRun kvmRun) {
    this.world = world;
    this.kvmRun = kvmRun;
  }

  /**
   * Begins KVM_RUN on the vCPU's thread and waits until it is held.
   *
   * @throws NotRun where tasks cannot be held: at any other moment it is another scenario
   */
  public void begin(Moment moment) {
    Schedule schedule =
        world
            .schedule()
            .orElseThrow(() -> new NotRun("this kernel's KVM_RUN cannot be held " + moment));
    Schedule.Hold at = schedule.hold(world.vcpuTask(), moment.point());
    hold = at;
    kvmRun.begin();
    if (!at.awaitReached(Patience.BOUND)) {
      throw new AssertionError("KVM_RUN did not get to " + moment.point());
    }
  }

  /** Lets KVM_RUN go on, whatever has become of the scenario. */
  public void release() {
    Schedule.Hold at = hold;
    hold = null;
    if (at != null) {
      at.release();
    }
  }
}
