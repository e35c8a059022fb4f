package io.github.kvmtck.reference.kvm;

import io.github.kvmtck.reference.host.task.HostTask;
import io.github.kvmtck.reference.host.task.Sleep;
import io.github.kvmtck.reference.host.task.Woken;
import io.github.kvmtck.reference.host.wait.WaitQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A mutex that a task waits for with mutex_lock_killable. */
final class KillableMutex {
  private final AtomicReference<@Nullable HostTask> owner = new AtomicReference<>();
  private final WaitQueue released = new WaitQueue();

  /**
   * Waits for the mutex.
   *
   * @return false where the task is being killed: EINTR
   */
  boolean lock(HostTask task) {
    return tryLock(task)
        || task.sleep(released, () -> tryLock(task), Sleep.KILLABLE, HostTask.FOREVER)
            == Woken.READY;
  }

  private boolean tryLock(HostTask task) {
    return owner.compareAndSet(null, task);
  }

  void unlock() {
    owner.set(null);
    released.wake();
  }
}
