package io.github.kvmtck.kvm.process;

import io.github.kvmtck.api.Memory;
import io.github.kvmtck.api.Syscall;
import io.github.kvmtck.api.uapi.RunOffsets;
import io.github.kvmtck.api.uapi.Uapi;
import io.github.kvmtck.kvm.memory.AddressSpace;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.OptionalLong;

/**
 * Ends tasks wherever they are, as SIGKILL would.
 *
 * <p>A signal alone can come just before KVM_RUN and be lost, and immediate_exit alone does not end
 * a run that has begun (IMM-02): so both, repeated until the task is out.
 */
final class Kick {
  private static final long PERIOD = Duration.ofMillis(1).toNanos();
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final AddressSpace space;
  private final Memory memory;

  Kick(AddressSpace space) {
    this.space = space;
    this.memory = space.memory();
  }

  /**
   * Returns when the tasks have ended, also where the calling thread is interrupted: half a kill
   * would leave descriptors and threads behind.
   *
   * @throws IllegalStateException naming the task and its call, where one does not end in time
   */
  void end(List<LinuxTask> tasks) {
    tasks.forEach(LinuxTask::refuse);
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    // In turns: a task may wait for what another one holds.
    Deque<LinuxTask> left = new ArrayDeque<>(tasks);
    boolean interrupted = false;
    try {
      while (!left.isEmpty()) {
        LinuxTask task = left.remove();
        try {
          if (ended(task)) {
            task.join();
            continue;
          }
        } catch (InterruptedException e) {
          interrupted = true;
        }
        left.add(task);
        if (System.nanoTime() > deadline) {
          throw stuck(task);
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static IllegalStateException stuck(LinuxTask task) {
    Syscall call = task.inFlight();
    return new IllegalStateException(
        call == null
            ? "The work of the task %s does not end.".formatted(task.name())
            : "The task %s does not leave %s: the kernel ignores signals there."
                .formatted(task.name(), named(call)));
  }

  private static String named(Syscall call) {
    return call instanceof Syscall.Ioctl ioctl
        ? Uapi.request(ioctl.request())
            .map(request -> "%s on descriptor %d".formatted(request, ioctl.fd()))
            .orElse(ioctl.toString())
        : call.toString();
  }

  private boolean ended(LinuxTask task) throws InterruptedException {
    Syscall call = task.inFlight();
    if (call instanceof Syscall.Ioctl run && run.request() == IoctlCalls.KVM_RUN) {
      return endedRun(task, run.fd());
    }
    if (call != null) {
      task.kick();
    }
    return task.awaitIdle(PERIOD);
  }

  private boolean endedRun(LinuxTask task, int vcpu) throws InterruptedException {
    OptionalLong kvmRun = space.views().kvmRun(vcpu);
    if (kvmRun.isEmpty()) {
      task.kick();
      return task.awaitIdle(PERIOD);
    }
    long field = kvmRun.getAsLong() + RunOffsets.IMMEDIATE_EXIT;
    int before = memory.u8(field);
    memory.u8(field, 1);
    try {
      task.kick();
      return task.awaitIdle(PERIOD);
    } finally {
      memory.u8(field, before);
    }
  }
}
