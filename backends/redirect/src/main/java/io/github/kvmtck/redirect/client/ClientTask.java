package io.github.kvmtck.redirect.client;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Kernel;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.Syscall;
import io.github.kvmtck.api.events.Caller;
import io.github.kvmtck.api.events.TraceEvent;
import io.github.kvmtck.redirect.file.OpenFiles;
import io.github.kvmtck.redirect.notify.Notification;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A thread of a client. */
final class ClientTask implements AutoCloseable {
  private static final int NO_FD = -1;

  private final ClientProcess process;
  private final int tid;
  private final Caller caller;
  private final AtomicInteger answering = new AtomicInteger();
  private @Nullable Notification last;
  private int owed;
  private @Nullable ThreadStatus status;
  private Kernel.@Nullable Task task;
  private @Nullable RunThread runner;

  ClientTask(ClientProcess process, int tid) {
    this.process = process;
    this.tid = tid;
    this.caller = new Caller(process.pid(), tid, ProcFiles.name(tid));
  }

  ClientProcess process() {
    return process;
  }

  int tid() {
    return tid;
  }

  Caller caller() {
    return caller;
  }

  /** Whether a call of it waits for its answer on another thread than the one that receives. */
  boolean busy() {
    return answering.get() != 0;
  }

  void begin() {
    answering.incrementAndGet();
  }

  void end() {
    answering.decrementAndGet();
  }

  /** A call of it has been read. */
  void received(Notification call) {
    last = call;
  }

  /**
   * Whether the call that it made last, before what has come now, was read.
   *
   * @param ip where that call goes on
   */
  boolean answered(long ip, Notification now) {
    return last != null && last.ip() == ip && last.vanished() == now.vanished();
  }

  /** The next KVM_RUN is to be ended by a signal that Linux has delivered too early. */
  void owe(int signo) {
    owed = signo;
  }

  /** The signal that ends KVM_RUN though it is not pending any more; 0 where there is none. */
  int takeOwed() {
    int signo = owed;
    owed = 0;
    return signo;
  }

  private synchronized Kernel.Task task() {
    Kernel.Task now = task;
    if (now == null) {
      now = process.served().task(caller.name());
      task = now;
    }
    return now;
  }

  /** Makes an ioctl on one of the kernel's files in its name, and records it. */
  Result call(Notification by, Syscall.Ioctl call, OpenFiles.OpenFile file) {
    process.names().learn(call, file.number());
    return call(new Answering(by, call.fd(), file), call);
  }

  /** Opens a file in its name, and records it. */
  Result call(Notification by, Syscall.Open call) {
    return call(new Answering(by, NO_FD, null), call);
  }

  private Result call(Answering now, Syscall call) {
    Answering.NOW.set(now);
    try {
      Kernel.Task made = task();
      TraceEvent event = process.recorder().entered(caller, call);
      Result result = made.call(call);
      process.recorder().returned(event, result);
      return result;
    } catch (IllegalStateException e) {
      if (process.ended()) {
        // Nobody waits for this answer.
        return Result.error(Errno.EINTR);
      }
      throw e;
    } finally {
      Answering.NOW.remove();
    }
  }

  /** Records an ioctl on one of the kernel's files that a signal ended before it was read. */
  void lost(Syscall.Ioctl call, OpenFiles.OpenFile file) {
    process.names().learn(call, file.number());
    TraceEvent event = process.recorder().entered(caller, call);
    process.recorder().returned(event, Result.error(Errno.EINTR), true);
  }

  /** Records a call that Linux makes itself, and that will succeed. */
  void record(Syscall call) {
    TraceEvent event = process.recorder().entered(caller, call);
    process.recorder().returned(event, Result.ZERO);
  }

  /**
   * Has the kernel's task block every signal, or none. It has none blocked else: of Linux's signals
   * it is told only of those that end a call.
   */
  void hold(boolean blocked) {
    Syscall mask = new Syscall.Sigmask(Syscall.Sigmask.How.SETMASK, blocked ? -1 : 0);
    try {
      Result unused = task().call(mask);
    } catch (IllegalStateException e) {
      if (!process.ended()) {
        throw e;
      }
    }
  }

  /** A signal that Linux holds back while it waits for an answer comes to the kernel's task. */
  void signal(int signo) {
    if (!process.ended()) {
      task().signal(signo);
    }
  }

  synchronized ThreadStatus.Signals signals() {
    if (status == null) {
      status = new ThreadStatus(process.pid(), tid);
    }
    return status.signals();
  }

  /** The thread of ours that it runs guests on. */
  synchronized RunThread runner() {
    if (runner == null) {
      runner = new RunThread("vcpu of " + caller.name() + " " + tid);
    }
    return runner;
  }

  @Override
  public synchronized void close() {
    if (status != null) {
      status.close();
    }
    if (runner != null) {
      runner.close();
    }
  }
}
