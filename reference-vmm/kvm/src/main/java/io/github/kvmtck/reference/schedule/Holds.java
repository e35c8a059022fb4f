package io.github.kvmtck.reference.schedule;

import io.github.kvmtck.api.Kernel;
import io.github.kvmtck.api.Schedule;
import io.github.kvmtck.api.SchedulingPoint;
import io.github.kvmtck.reference.host.task.Checkpoint;
import io.github.kvmtck.reference.host.task.HostTask;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The schedule of the reference: a task waits where it is held, and nowhere else. */
public final class Holds implements Schedule, Checkpoint {
  private final List<OneHold> holds = new CopyOnWriteArrayList<>();

  @Override
  public Hold hold(Kernel.Task task, SchedulingPoint point) {
    if (!(task instanceof HostTask own)) {
      throw new IllegalArgumentException("task " + task.name() + " is not one of the reference's");
    }
    OneHold hold = new OneHold(own, point);
    holds.add(hold);
    own.holdAt(this);
    return hold;
  }

  @Override
  public boolean holds(HostTask task, SchedulingPoint point) {
    return holds.stream().anyMatch(hold -> hold.task == task && hold.point == point);
  }

  @Override
  public void reached(HostTask task, SchedulingPoint point) {
    for (OneHold hold : holds) {
      if (hold.task == task && hold.point == point) {
        hold.stay();
      }
    }
  }

  /** A hold ends when it is released, or when the task's process is killed. */
  private final class OneHold implements Hold {
    private final HostTask task;
    private final SchedulingPoint point;
    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);

    OneHold(HostTask task, SchedulingPoint point) {
      this.task = task;
      this.point = point;
    }

    void stay() {
      reached.countDown();
      boolean interrupted = false;
      while (!task.killed()) {
        try {
          released.await();
          break;
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
      holds.remove(this);
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }

    @Override
    public boolean awaitReached(Duration atMost) {
      try {
        return reached.await(atMost.toNanos(), TimeUnit.NANOSECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }

    @Override
    public void release() {
      released.countDown();
      holds.remove(this);
    }
  }
}
