package io.github.kvmtck.kvm.process;

import io.github.kvmtck.api.Kernel;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.Syscall;
import io.github.kvmtck.linux.Returned;
import io.github.kvmtck.linux.Signal;
import io.github.kvmtck.linux.Syscalls;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A platform thread, the same one for the life of the task: KVM ties a vCPU to the thread that runs
 * it, and signals and masks belong to it. It starts with none of the client's signals blocked.
 */
final class LinuxTask implements Kernel.Task {
  private static final int PID = (int) ProcessHandle.current().pid();

  private final String name;
  private final SystemCalls calls;
  private final Kick kick;
  private final Consumer<LinuxTask> onClose;
  private final Worker worker;
  private final int tid;

  private volatile @Nullable Syscall inFlight;
  private volatile boolean ended;

  LinuxTask(String name, SystemCalls calls, Kick kick, Consumer<LinuxTask> onClose) {
    this.name = name;
    this.calls = calls;
    this.kick = kick;
    this.onClose = onClose;
    this.worker = new Worker(LinuxProcess.THREAD_PREFIX + name);
    this.tid = worker.run(LinuxTask::adopt);
  }

  private static int adopt() {
    // A thread inherits the mask of the one that started it, which may be another task.
    Signal.mask(Signal.SIG_UNBLOCK, ClientSignals.USABLE | Signal.set(ClientSignals.KICK));
    return Syscalls.gettid();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Result call(Syscall call) {
    return worker.isCurrent() ? make(call) : worker.run(() -> make(call));
  }

  private Result make(Syscall call) {
    inFlight = call;
    try {
      if (ended) {
        throw worker.ended();
      }
      return Returned.result(calls.call(call));
    } finally {
      inFlight = null;
    }
  }

  @Override
  public <T> T run(Supplier<T> work) {
    return worker.run(work);
  }

  @Override
  public <T> Future<T> begin(Supplier<T> work) {
    return worker.begin(work);
  }

  @Override
  public void signal(int signo) {
    tgkill(ClientSignals.usable(signo));
  }

  @Override
  public State state() {
    if (inFlight == null) {
      return State.IDLE;
    }
    try {
      // proc(5): the state follows the name, which is in parentheses and may hold any character.
      String stat = Files.readString(Path.of("/proc/self/task/" + tid + "/stat"));
      char state = stat.charAt(stat.lastIndexOf(')') + 2);
      return state == 'R' ? State.RUNNING : State.BLOCKED;
    } catch (IOException e) {
      throw new UncheckedIOException("The task " + name + " has no thread any more", e);
    }
  }

  /** The call that the task is in. */
  @Nullable Syscall inFlight() {
    return inFlight;
  }

  void kick() {
    tgkill(ClientSignals.KICK);
  }

  /** No further call begins. */
  void refuse() {
    ended = true;
    worker.end();
  }

  /** Whether the work in progress ended within a time. */
  boolean awaitIdle(long nanos) throws InterruptedException {
    return worker.awaitEnd(nanos);
  }

  /** The thread is gone from /proc when this returns. The task is idle and refuses work. */
  void join() {
    // A thread ends for Java some microseconds before it does for Linux.
    while (!Returned.failed(Syscalls.tgkill(PID, tid, 0))) {
      Syscalls.schedYield();
    }
  }

  @Override
  public void close() {
    if (worker.isCurrent()) {
      throw new IllegalStateException("The task " + name + " can't close itself.");
    }
    kick.end(List.of(this));
    onClose.accept(this);
  }

  private void tgkill(int signal) {
    // ESRCH: the thread has ended, and nothing is left to be told.
    Syscalls.tgkill(PID, tid, signal);
  }
}
