package io.github.kvmtck.redirect.client;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.Syscall;
import io.github.kvmtck.api.events.Note;
import io.github.kvmtck.api.events.Trace;
import io.github.kvmtck.redirect.notify.Listener;
import io.github.kvmtck.redirect.notify.Notification;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * The KVM_RUNs in flight, each on a thread of ours, and the signals that end them. A client's
 * thread that waits for an answer sleeps so that only fatal signals wake it; the others stay
 * pending in Linux, where this looks for them.
 */
final class Runs implements AutoCloseable {
  private static final long LOOK_NANOS = 1_000_000;
  private static final int SIGKILL = 9;

  private final Listener listener;
  private final Trace trace;
  private final Map<ClientTask, InFlight> inFlight = new ConcurrentHashMap<>();
  private final Thread watch;
  private volatile boolean closed;

  Runs(Listener listener, Trace trace) {
    this.listener = listener;
    this.trace = trace;
    this.watch = Thread.ofPlatform().daemon().name("redirect signals").start(this::watch);
  }

  /** One KVM_RUN. */
  private static final class InFlight {
    private final VcpuState vcpu;
    private final long owed;
    private final long since = System.nanoTime();
    private volatile int signal;
    private boolean over;

    /**
     * @param owed a signal that counts as pending though it was delivered; 0 where there is none
     */
    InFlight(VcpuState vcpu, int owed) {
      this.vcpu = vcpu;
      this.owed = owed == 0 ? 0 : 1L << owed - 1;
    }

    /**
     * Not when the call is over: the signal would end the next one. Before it has begun the kernel
     * takes no notice, so this is done as long as Linux has the signal pending.
     */
    synchronized void interrupt(ClientTask task, int signo) {
      if (!over) {
        signal = signo;
        task.signal(signo);
      }
    }

    synchronized void end() {
      over = true;
    }
  }

  /** Makes KVM_RUN in a task's name and answers it, on the task's own thread. */
  void begin(ClientTask task, Notification by, Syscall.Ioctl call, VcpuState vcpu) {
    task.begin();
    vcpu.enter();
    InFlight run = new InFlight(vcpu, task.takeOwed());
    task.runner().begin(() -> run(task, by, call, run));
  }

  private void run(ClientTask task, Notification by, Syscall.Ioctl call, InFlight run) {
    VcpuState vcpu = run.vcpu;
    inFlight.put(task, run);
    boolean masked = vcpu.mask() != null;
    if (masked) {
      // Only such a mask lets through what was pending before the call; held, it waits for that.
      task.hold(true);
      look(task, run);
    }
    if (inFlight.size() == 1) {
      LockSupport.unpark(watch);
    }
    Result result = task.call(by, call, vcpu.file());
    inFlight.remove(task);
    run.end();
    if (masked) {
      task.hold(false);
    }
    vcpu.leave();
    task.end();
    if (result.errno() == Errno.EINTR && run.signal != 0) {
      trace.note(at -> new Note.SignalTaken(at, task.caller(), run.signal));
    }
    boolean unused = listener.answer(by, result);
  }

  private void watch() {
    while (!closed) {
      if (inFlight.isEmpty()) {
        LockSupport.park(this);
      } else {
        LockSupport.parkNanos(this, LOOK_NANOS);
      }
      long now = System.nanoTime();
      inFlight.forEach((task, run) -> {
        if (now - run.since >= LOOK_NANOS / 2) {
          look(task, run);
        }
      });
    }
  }

  /**
   * sigpending of the thread, as KVM_RUN sees it: what is pending for it or its process and not
   * blocked by the mask of KVM_SET_SIGNAL_MASK, or else by its own. What is for the process goes to
   * one thread, the first one where it can.
   */
  private void look(ClientTask task, InFlight run) {
    ThreadStatus.Signals signals = task.signals();
    Long mask = run.vcpu.mask();
    long open = ~(mask != null ? mask : signals.blocked());
    long own = (signals.own() | run.owed) & open;
    long shared = signals.shared() & open;
    if (own == 0 && (shared == 0 || taken(task))) {
      return;
    }
    int signo = Long.numberOfTrailingZeros(own | shared) + 1;
    if (signo != SIGKILL) {
      run.interrupt(task, signo);
    }
  }

  /** Whether another thread takes, or is to take, what is for the process. */
  private boolean taken(ClientTask task) {
    int leader = task.process().pid();
    return inFlight.entrySet().stream()
        .filter(each -> each.getKey() != task && each.getKey().process() == task.process())
        .anyMatch(each ->
            each.getValue().signal != 0
                || each.getKey().tid() == leader && task.tid() != leader && lets(each));
  }

  private static boolean lets(Map.Entry<ClientTask, InFlight> each) {
    ThreadStatus.Signals signals = each.getKey().signals();
    Long mask = each.getValue().vcpu.mask();
    return (signals.shared() & ~(mask != null ? mask : signals.blocked())) != 0;
  }

  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(watch);
  }
}
