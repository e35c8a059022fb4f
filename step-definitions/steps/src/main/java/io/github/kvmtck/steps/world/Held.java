package io.github.kvmtck.steps.world;

import io.github.kvmtck.api.Schedule;
import io.github.kvmtck.steps.NotRun;
import io.github.kvmtck.steps.words.Moment;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A KVM_RUN that is held at a point of the kernel's code. Without a {@link Schedule} it is put at
 * the nearest moment that needs none: not yet called, asleep, or returned.
 */
public final class Held {
  private final World world;
  private final KvmRun kvmRun;
  private Schedule.@Nullable Hold hold;
  private boolean notBegun;
  private boolean returned;

  public Held(World world, KvmRun kvmRun) {
    this.world = world;
    this.kvmRun = kvmRun;
  }

  /** Begins KVM_RUN on the vCPU's thread and waits until it is held. */
  public void begin(Moment moment) {
    Optional<Schedule> schedule = world.schedule();
    if (schedule.isEmpty()) {
      nearest(moment);
      return;
    }
    Schedule.Hold at = schedule.get().hold(world.vcpuTask(), moment.point());
    hold = at;
    kvmRun.begin();
    if (!at.awaitReached(Patience.BOUND)) {
      throw new AssertionError("KVM_RUN did not get to " + moment.point());
    }
  }

  private void nearest(Moment moment) {
    switch (moment) {
      case BEFORE_MUTEX, BEFORE_ENTRY, AT_ENTRY -> notBegun = true;
      case FALLING_ASLEEP -> {
        kvmRun.begin();
        if (!kvmRun.sleeps()) {
          throw new AssertionError("KVM_RUN does not sleep");
        }
      }
      case EXIT_DECIDED -> {
        kvmRun.call();
        returned = true;
      }
    }
    world.observe("held", "not by the kernel: the nearest moment that needs no schedule");
  }

  /**
   * Something that differs between a KVM_RUN that is about to return and one that has returned.
   *
   * @throws NotRun where it has
   */
  public void mustNotHaveReturned() {
    if (returned) {
      throw new NotRun("this kernel has no schedule that holds KVM_RUN before it returns");
    }
  }

  /** Lets KVM_RUN go on. */
  public void goOn() {
    release();
    if (notBegun) {
      notBegun = false;
      kvmRun.begin();
    }
  }

  /** Holds nothing any more, whatever has become of the scenario. */
  public void release() {
    Schedule.Hold at = hold;
    hold = null;
    if (at != null) {
      at.release();
    }
  }
}
