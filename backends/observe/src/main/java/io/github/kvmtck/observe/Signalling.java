package io.github.kvmtck.observe;

import io.github.kvmtck.api.events.Note;
import io.github.kvmtck.api.events.Trace;
import io.github.kvmtck.linux.Ptrace;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Map;
import java.util.Optional;

/** Tells of signals that watched tasks send and take. */
final class Signalling {
  // asm/unistd_64.h
  private static final int KILL = 62;
  private static final int RT_SIGQUEUEINFO = 129;
  private static final int TKILL = 200;
  private static final int TGKILL = 234;
  private static final int RT_TGSIGQUEUEINFO = 297;

  // Values of si_code that say: a process sent it, and si_pid is that process (sigaction(2)).
  private static final int SI_USER = 0;
  private static final int SI_QUEUE = -1;
  private static final int SI_TKILL = -6;

  private static final long SI_CODE = 8;
  private static final long SI_PID = 16;

  private final Trace trace;
  private final Map<Integer, Task> tasks;
  private final MemorySegment info = Arena.ofAuto().allocate(Ptrace.SIGNAL_INFO, 8);

  Signalling(Trace trace, Map<Integer, Task> tasks) {
    this.trace = trace;
    this.tasks = tasks;
  }

  /** A task enters a system call. */
  void entered(Task by, int number, long[] a) {
    switch (number) {
      case KILL, TKILL, RT_SIGQUEUEINFO -> sent(by, (int) a[0], (int) a[1]);
      case TGKILL, RT_TGSIGQUEUEINFO -> sent(by, (int) a[1], (int) a[2]);
      default -> {}
    }
  }

  private void sent(Task by, int to, int signo) {
    if (signo != 0 && tasks.containsKey(to)) {
      trace.note(at -> new Note.SignalSent(at, Optional.of(by.caller()), to, signo));
    }
  }

  /** A task is stopped because it takes a signal, which is its own to deal with. */
  void taken(Task by, int signo) {
    if (Ptrace.signalInfo(by.tid, info) == 0 && fromOutside()) {
      trace.note(at -> new Note.SignalSent(at, Optional.empty(), by.tid, signo));
    }
    trace.note(at -> new Note.SignalTaken(at, by.caller(), signo));
  }

  /** Whether a process sent it that is not watched. */
  private boolean fromOutside() {
    int code = info.get(ValueLayout.JAVA_INT, SI_CODE);
    return (code == SI_USER || code == SI_QUEUE || code == SI_TKILL)
        && !tasks.containsKey(info.get(ValueLayout.JAVA_INT, SI_PID));
  }
}
