package io.github.kvmtck.kvm.process;

import io.github.kvmtck.api.Futures;
import io.github.kvmtck.api.Kernel;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.Syscall;
import io.github.kvmtck.api.TaskInterrupted;
import io.github.kvmtck.linux.Returned;
import io.github.kvmtck.linux.Signal;
import io.github.kvmtck.linux.Syscalls;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
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
  private final ExecutorService executor;
  private final Kick kick;
  private final Runnable onClose;
  private final Thread thread;
  private final int tid;

  private volatile @Nullable Syscall inFlight;
  private volatile boolean ended;

  LinuxTask(String name, SystemCalls calls, Kick kick, Runnable onClose) {
    this.name = name;
    this.calls = calls;
    this.kick = kick;
    this.onClose = onClose;
    this.executor =
        Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name(LinuxProcess.THREAD_PREFIX + name).factory());
    Identity identity = Futures.join(executor.submit(Identity::adopt));
    this.thread = identity.thread;
    this.tid = identity.tid;
  }

  private record Identity(Thread thread, int tid) {
    static Identity adopt() {
      // A thread inherits the mask of the one that started it, which may be another task.
      Signal.mask(Signal.SIG_UNBLOCK, ClientSignals.USABLE | Signal.set(ClientSignals.KICK));
      return new Identity(Thread.currentThread(), Syscalls.gettid());
    }
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Result call(Syscall call) {
    return Thread.currentThread() == thread ? make(call) : run(() -> make(call));
  }

  private Result make(Syscall call) {
    inFlight = call;
    try {
      if (ended) {
        throw new TaskInterrupted(new InterruptedException(name + " has ended"));
      }
      return Returned.result(calls.call(call));
    } finally {
      inFlight = null;
    }
  }

  @Override
  public <T> T run(Supplier<T> work) {
    return Thread.currentThread() == thread ? work.get() : Futures.join(begin(work));
  }

  @Override
  public <T> Future<T> begin(Supplier<T> work) {
    try {
      return executor.submit(work::get);
    } catch (RejectedExecutionException e) {
      throw new IllegalStateException("The task " + name + " has ended.", e);
    }
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
    executor.shutdownNow();
  }

  /** Whether the work in progress ended within a time. */
  boolean awaitIdle(long nanos) throws InterruptedException {
    return executor.awaitTermination(nanos, TimeUnit.NANOSECONDS);
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
    if (Thread.currentThread() == thread) {
      throw new IllegalStateException("The task " + name + " can't close itself.");
    }
    kick.end(List.of(this));
    onClose.run();
  }

  private void tgkill(int signal) {
    // ESRCH: the thread has ended, and nothing is left to be told.
    Syscalls.tgkill(PID, tid, signal);
  }
}
