package io.github.kvmtck.reference.host.task;

import io.github.kvmtck.api.Syscall.Sigmask.How;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The signals of one task. Every client has a harmless handler for every signal that can be
 * handled, so a signal that is not blocked is gone when the task returns to user mode.
 */
public final class Signals {
  private final AtomicLong pending = new AtomicLong();
  private volatile long blocked;

  void raise(int signo) {
    pending.getAndUpdate(set -> set | SignalSet.of(signo));
  }

  /** signal_pending: one waits that is not blocked. */
  public boolean interrupting() {
    return (pending.get() & ~blocked) != 0;
  }

  /** sigpending(2): what is raised and blocked. */
  public long pending() {
    return pending.get() & blocked;
  }

  /** sigprocmask(2), by the task itself. */
  public long mask(How how, long set) {
    long before = blocked;
    long after =
        switch (how) {
          case BLOCK -> before | set;
          case UNBLOCK -> before & ~set;
          case SETMASK -> set;
        };
    blocked = SignalSet.blockable(after);
    return before;
  }

  /** Takes one signal of a set, lowest first, as sigwait does; 0 where none is pending. */
  public int take(long set) {
    long wanted = pending.get() & set;
    if (wanted == 0) {
      return 0;
    }
    int signo = SignalSet.lowest(wanted);
    pending.getAndUpdate(now -> now & ~SignalSet.of(signo));
    return signo;
  }

  /** exit_to_user_mode: handlers of signals that are not blocked run, and do nothing. */
  void deliver() {
    if (interrupting()) {
      long kept = blocked;
      pending.getAndUpdate(set -> set & kept);
    }
  }
}
