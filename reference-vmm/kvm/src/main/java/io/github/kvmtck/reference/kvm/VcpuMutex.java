package io.github.kvmtck.reference.kvm;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.SchedulingPoint;
import io.github.kvmtck.reference.host.task.HostTask;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** vcpu-&gt;mutex, and the task that has loaded the vCPU while it holds it (vcpu_load). */
final class VcpuMutex {
  private final StealTime stealTime;
  private final KillableMutex mutex = new KillableMutex();
  private @Nullable HostTask holder;

  VcpuMutex(StealTime stealTime) {
    this.stealTime = stealTime;
  }

  /** An ioctl of the vCPU: one at a time, others wait (rule THR-03). */
  Result locked(HostTask caller, Supplier<Result> ioctl) {
    if (!mutex.lock(caller)) {
      return Result.error(Errno.EINTR);
    }
    holder = caller;
    stealTime.load();
    try {
      Result result = ioctl.get();
      if (caller.heldAt(SchedulingPoint.VCPU_SCHED_OUT)) {
        stealTime.preempted();
        caller.reach(SchedulingPoint.VCPU_SCHED_OUT);
      }
      return result;
    } finally {
      holder = null;
      mutex.unlock();
    }
  }

  /**
   * The task that is in an ioctl of the vCPU.
   *
   * @throws IllegalStateException outside an ioctl
   */
  HostTask holder() {
    return Objects.requireNonNull(holder, "no ioctl is in progress");
  }
}
