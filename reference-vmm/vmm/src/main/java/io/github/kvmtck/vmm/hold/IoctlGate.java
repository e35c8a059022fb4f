package io.github.kvmtck.vmm.hold;

import io.github.kvmtck.api.Interceptor;
import io.github.kvmtck.api.Kernel.Task;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.Syscall;
import io.github.kvmtck.api.uapi.Signals;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps out every ioctl while memory slots change, because KVM_RUN is not the only one that looks
 * at them (R3, QACC-01). It stands between the VMM and the kernel, so that no call can miss it.
 *
 * <p>Who closes the gate may go on calling (QACC-02). Tasks inside are kicked (QACC-03, R5), and
 * those that come later wait before the system call. What it counts are the ioctls of VMs, vCPUs
 * and devices, and not those of /dev/kvm, which have no slots.
 */
public final class IoctlGate implements Interceptor {
  private final Set<Task> inside = new HashSet<>();
  private final Set<Integer> systems = new HashSet<>();
  private final Map<Task, Runnable> kicks = new HashMap<>();
  private @Nullable Task owner;

  /** The gate while it is closed. */
  public final class Closed implements AutoCloseable {
    private Closed() {}

    @Override
    public void close() {
      open();
    }
  }

  /** How a task is made to leave the call that it is in; a signal, where nothing else is said. */
  public synchronized void kickWith(Task task, Runnable kick) {
    kicks.put(task, kick);
  }

  /** Returns when no ioctl but those of {@code by} can be under way. */
  public synchronized Closed close(Task by) {
    Wait.until(this, () -> owner == null);
    owner = by;
    for (Task task : inside) {
      if (!task.equals(by)) {
        kicks.getOrDefault(task, () -> task.signal(Signals.SIGUSR1)).run();
      }
    }
    Wait.until(this, () -> inside.stream().allMatch(by::equals));
    return new Closed();
  }

  @Override
  public Result call(Task by, Syscall call, Next next) {
    if (!(call instanceof Syscall.Ioctl ioctl) || isSystem(ioctl.fd())) {
      Result result = next.call(call);
      learn(call, result);
      return result;
    }
    enter(by);
    try {
      return next.call(call);
    } finally {
      leave(by);
    }
  }

  private synchronized void enter(Task by) {
    Wait.until(this, () -> owner == null || by.equals(owner));
    inside.add(by);
  }

  private synchronized void leave(Task by) {
    inside.remove(by);
    notifyAll();
  }

  private synchronized void open() {
    owner = null;
    notifyAll();
  }

  private synchronized boolean isSystem(int fd) {
    return systems.contains(fd);
  }

  private synchronized void learn(Syscall call, Result result) {
    if (call instanceof Syscall.Open && !result.failed()) {
      systems.add((int) result.value());
    } else if (call instanceof Syscall.Close(int fd) && !result.failed()) {
      systems.remove(fd);
    }
  }
}
