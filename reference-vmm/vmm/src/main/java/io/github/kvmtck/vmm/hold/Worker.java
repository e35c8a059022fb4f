package io.github.kvmtck.vmm.hold;

import io.github.kvmtck.api.Kernel;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The thread of a device that works beside the vCPUs, such as one that copies to guest memory. It
 * stands still between two jobs (R4), so a job is short: what is long is cut into several.
 */
public final class Worker implements Participant {
  private final Kernel.Task task;
  private final Parking parking = new Parking();
  private final Deque<Runnable> jobs = new ArrayDeque<>();
  private final Consumer<RuntimeException> failed;

  /**
   * Starts it.
   *
   * @param failed is told when a job throws, which ends the worker
   */
  public Worker(Kernel.Task task, Consumer<RuntimeException> failed) {
    this.task = task;
    this.failed = failed;
    var unused = task.begin(this::work);
  }

  /** The task that its jobs call on. */
  public Kernel.Task task() {
    return task;
  }

  /** Adds a job, from any thread. While the machine is held it waits. */
  public void submit(Runnable job) {
    synchronized (jobs) {
      jobs.add(job);
    }
    parking.wake();
  }

  /** Ends the thread after the job that it is at. */
  public void end() {
    parking.end();
  }

  @Override
  public String name() {
    return task.name();
  }

  @Override
  public void askToStop() {
    parking.ask();
  }

  @Override
  public void awaitStopped() {
    parking.awaitParked();
  }

  @Override
  public void letGo() {
    parking.release();
  }

  @Override
  public void awaitGone() {
    parking.awaitReleased();
  }

  @Override
  public boolean isCurrent() {
    return parking.isCurrent();
  }

  private boolean work() {
    parking.live(this::turn, failed);
    return true;
  }

  private void turn() {
    if (parking.asked()) {
      parking.park();
      return;
    }
    Runnable job = next();
    if (job != null) {
      job.run();
    } else {
      // Woken or not: it looks for a job.
      var unused = parking.rest();
    }
  }

  private @Nullable Runnable next() {
    synchronized (jobs) {
      return jobs.poll();
    }
  }
}
