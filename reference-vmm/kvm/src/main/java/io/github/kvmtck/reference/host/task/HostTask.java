package io.github.kvmtck.reference.host.task;

import io.github.kvmtck.api.Futures;
import io.github.kvmtck.api.Kernel;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.SchedulingPoint;
import io.github.kvmtck.api.Syscall;
import io.github.kvmtck.reference.host.memory.AddressSpace;
import io.github.kvmtck.reference.host.wait.WaitQueue;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A task (struct task_struct): one platform thread for its whole life, where it lives here. */
public final class HostTask implements Kernel.Task {
  /** A deadline that never comes. */
  public static final long FOREVER = Long.MAX_VALUE;

  private final String name;
  private final Lifetime process;
  private final SystemCalls calls;
  private final TaskThread worker;
  private final Signals signals = new Signals();
  private volatile @Nullable Runnable kick;
  private volatile @Nullable Checkpoint checkpoint;
  private volatile boolean inCall;
  private volatile boolean asleep;
  private volatile boolean ended;

  public HostTask(String name, Lifetime process, SystemCalls calls, TaskThread worker) {
    this.name = name;
    this.process = process;
    this.calls = calls;
    this.worker = worker;
  }

  @Override
  public String name() {
    return name;
  }

  public AddressSpace mm() {
    return process.mm();
  }

  public Signals signals() {
    return signals;
  }

  @Override
  public Result call(Syscall call) {
    return worker.isCurrent() ? enter(call) : Futures.join(begin(call));
  }

  private Result enter(Syscall call) {
    if (killed()) {
      throw new IllegalStateException("task " + name + " has ended");
    }
    inCall = true;
    worker.entered();
    try {
      return calls.call(this, call);
    } finally {
      signals.deliver();
      worker.left();
      inCall = false;
    }
  }

  @Override
  public <T> T run(Supplier<T> work) {
    return worker.isCurrent() && !ended ? work.get() : Futures.join(begin(work));
  }

  @Override
  public <T> Future<T> begin(Supplier<T> work) {
    if (ended) {
      throw new IllegalStateException("task " + name + " has ended");
    }
    return worker.submit(work);
  }

  @Override
  public void signal(int signo) {
    if (signo < 1 || signo > SignalSet.HIGHEST) {
      throw new IllegalArgumentException("there is no signal " + signo);
    }
    if (signo == SignalSet.SIGKILL || signo == SignalSet.SIGSTOP) {
      throw new IllegalArgumentException(
          "no task survives signal " + signo + ": close the process");
    }
    signals.raise(signo);
    wake();
    if (!inCall) {
      signals.deliver();
    }
  }

  /** Makes a task look again at its signals and its condition, wherever it is. */
  public void wake() {
    Runnable leaveGuest = kick;
    if (leaveGuest != null) {
      leaveGuest.run();
    }
    worker.unpark();
  }

  /**
   * What must happen, besides a wake-up, so that this task notices a signal: a vCPU in guest mode
   * is told to leave it.
   */
  public void kickBy(Runnable leaveGuest) {
    kick = leaveGuest;
  }

  public void notKicked() {
    kick = null;
  }

  /** signal_pending(current): also true while the process is being killed. */
  public boolean interrupted() {
    return signals.interrupting() || killed();
  }

  /** fatal_signal_pending(current). */
  public boolean killed() {
    return ended || process.killed();
  }

  /**
   * Sleeps until a condition holds.
   *
   * @param queue what is woken when the condition may have become true
   * @param deadline of {@link System#nanoTime}, or {@link #FOREVER}
   */
  public Woken sleep(WaitQueue queue, BooleanSupplier ready, Sleep how, long deadline) {
    queue.join();
    asleep = true;
    try {
      while (!ready.getAsBoolean()) {
        if (how == Sleep.INTERRUPTIBLE ? interrupted() : killed()) {
          return Woken.SIGNALLED;
        }
        if (deadline == FOREVER) {
          LockSupport.park(queue);
        } else {
          long left = deadline - System.nanoTime();
          if (left <= 0) {
            return Woken.TIMED_OUT;
          }
          LockSupport.parkNanos(queue, left);
        }
        worker.clearInterrupt();
      }
      return Woken.READY;
    } finally {
      asleep = false;
      queue.leave();
    }
  }

  /** A point of the kernel's code where a schedule may hold this task. */
  public void reach(SchedulingPoint point) {
    Checkpoint set = checkpoint;
    if (set != null) {
      set.reached(this, point);
    }
  }

  /** Whether a schedule will hold this task there. */
  public boolean heldAt(SchedulingPoint point) {
    Checkpoint set = checkpoint;
    return set != null && set.holds(this, point);
  }

  public void holdAt(@Nullable Checkpoint by) {
    checkpoint = by;
  }

  @Override
  public State state() {
    if (!inCall) {
      return State.IDLE;
    }
    return asleep ? State.BLOCKED : State.RUNNING;
  }

  /** Ends the call in flight as a fatal signal does, and gives the thread back. */
  public void end() {
    ended = true;
    wake();
    worker.finish(this::wake);
  }

  @Override
  public void close() {
    process.exit(this);
  }

  @Override
  public String toString() {
    return name;
  }
}
