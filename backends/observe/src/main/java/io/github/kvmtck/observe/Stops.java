package io.github.kvmtck.observe;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.events.Note;
import io.github.kvmtck.api.events.Trace;
import io.github.kvmtck.linux.Ptrace;
import io.github.kvmtck.linux.Returned;
import io.github.kvmtck.linux.Wait;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * The stops of watched tasks, from the first to the last (ptrace(2)). A request may fail with ESRCH
 * at any time: the task has been killed, and its end is told next.
 */
final class Stops {
  static final int OPTIONS =
      Ptrace.O_TRACESYSGOOD
          | Ptrace.O_TRACEFORK
          | Ptrace.O_TRACEVFORK
          | Ptrace.O_TRACECLONE
          | Ptrace.O_TRACEEXEC;

  /** AUDIT_ARCH_X86_64, linux/audit.h: calls of 32-bit programs have other numbers. */
  private static final int X86_64 = 0xc000_003e;

  private static final int ARGUMENTS = 6;

  private static final Set<Integer> STOPPING = Set.of(19, 20, 21, 22);

  private final Trace trace;
  private final Map<Integer, Task> tasks = new HashMap<>();
  private final Signalling signalling;

  /** Children that stopped before the stop of their parent said whose they are. */
  private final Set<Integer> early = new HashSet<>();

  private final Map<Integer, Integer> ended = new HashMap<>();
  private final MemorySegment status = Arena.ofAuto().allocate(JAVA_INT);
  private final MemorySegment message = Arena.ofAuto().allocate(JAVA_LONG);
  private final MemorySegment info = Arena.ofAuto().allocate(Ptrace.SYSCALL_INFO, 8);
  private final long[] arguments = new long[ARGUMENTS];

  Stops(Trace trace) {
    this.trace = trace;
    this.signalling = new Signalling(trace, tasks);
  }

  /** A task that this thread has seized. */
  void add(Task task) {
    tasks.put(task.tid, task);
  }

  /** The exit code of a process; empty while it lives. */
  Optional<Integer> status(int pid) {
    return Optional.ofNullable(ended.get(pid));
  }

  /** Handles stops until no task is left or the watch is to end. */
  void handle(BooleanSupplier end) {
    while (!tasks.isEmpty() && !end.getAsBoolean()) {
      int tid = Wait.waitpid(-1, status, Wait.WALL | Wait.WNOTHREAD);
      if (!Returned.failed(tid)) {
        changed(tid, status.get(JAVA_INT, 0));
      } else if (Returned.errno(tid) == Errno.ECHILD) {
        return;
      }
    }
  }

  /** Keeps nothing of the clients. */
  void close() {
    tasks.values().forEach(task -> task.client.memory.close());
  }

  private void changed(int tid, int how) {
    Task task = tasks.get(tid);
    if (!Wait.stopped(how)) {
      early.remove(tid);
      if (task != null) {
        ended(task, how);
      }
    } else if (task == null) {
      early.add(tid);
    } else {
      stopped(task, Wait.stopSignal(how), how >> 16);
    }
  }

  private void ended(Task task, int how) {
    tasks.remove(task.tid);
    trace.note(at -> new Note.TaskEnded(at, task.caller()));
    if (task.tid == task.client.pid) {
      task.client.memory.close();
      int code = Wait.exitCode(how);
      ended.put(task.tid, code);
      trace.note(at -> new Note.ProcessEnded(at, task.tid, code));
    }
  }

  private void stopped(Task task, int signal, int event) {
    if (signal == Ptrace.SYSCALL_STOP) {
      atSyscall(task);
      Ptrace.toSyscall(task.tid, 0);
      return;
    }
    switch (event) {
      case 0 -> {
        signalling.taken(task, signal);
        Ptrace.toSyscall(task.tid, signal);
      }
      case Ptrace.EVENT_STOP -> {
        if (STOPPING.contains(signal)) {
          Ptrace.listen(task.tid);
        } else {
          Ptrace.toSyscall(task.tid, 0);
        }
      }
      case Ptrace.EVENT_FORK, Ptrace.EVENT_VFORK, Ptrace.EVENT_CLONE -> {
        Ptrace.eventMessage(task.tid, message);
        born(task, (int) message.get(JAVA_LONG, 0));
        Ptrace.toSyscall(task.tid, 0);
      }
      case Ptrace.EVENT_EXEC -> {
        Ptrace.eventMessage(task.tid, message);
        executed(task, (int) message.get(JAVA_LONG, 0));
        Ptrace.toSyscall(task.tid, 0);
      }
      default -> Ptrace.toSyscall(task.tid, 0);
    }
  }

  private void born(Task parent, int tid) {
    int pid = ProcFiles.process(tid);
    boolean thread = pid == parent.client.pid;
    Client client = thread ? parent.client : parent.client.fork(tid);
    add(new Task(tid, client));
    if (!thread) {
      started(client);
    }
    if (early.remove(tid)) {
      Ptrace.toSyscall(tid, 0);
    }
  }

  /**
   * A task executes another program: it is the only one of its process now, and has its number.
   *
   * @param former its number before
   */
  private void executed(Task task, int former) {
    if (former != task.tid) {
      tasks.remove(former);
    }
    task.pending = Optional.empty();
    task.renamed();
    task.client.executed();
    started(task.client);
  }

  private void started(Client client) {
    trace.note(at ->
        new Note.ProcessStarted(at, client.pid, client.parent, ProcFiles.command(client.pid)));
  }

  private void atSyscall(Task task) {
    if (Returned.failed(Ptrace.syscallInfo(task.tid, info))) {
      return;
    }
    switch (info.get(JAVA_BYTE, 0)) {
      case Ptrace.INFO_ENTRY -> {
        if (info.get(JAVA_INT, 4) == X86_64) {
          entered(task);
        }
      }
      case Ptrace.INFO_EXIT -> {
        Optional<Pending> pending = task.pending;
        task.pending = Optional.empty();
        pending.ifPresent(call -> call.returned(info.get(JAVA_LONG, 24)));
      }
      default -> {}
    }
  }

  private void entered(Task task) {
    int number = (int) info.get(JAVA_LONG, 24);
    for (int i = 0; i < ARGUMENTS; i++) {
      arguments[i] = info.get(JAVA_LONG, 32 + 8L * i);
    }
    signalling.entered(task, number, arguments);
    task.pending = Calls.entered(task, number, arguments);
  }
}
