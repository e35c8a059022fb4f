package io.github.kvmtck.redirect.client;

import io.github.kvmtck.api.Kernel;
import io.github.kvmtck.api.events.Note;
import io.github.kvmtck.api.events.Recorder;
import io.github.kvmtck.api.events.Trace;
import io.github.kvmtck.linux.Returned;
import io.github.kvmtck.linux.Syscalls;
import io.github.kvmtck.linux.Unistd;
import io.github.kvmtck.redirect.file.HostEvents;
import io.github.kvmtck.redirect.file.OpenFiles;
import io.github.kvmtck.redirect.file.Watcher;
import io.github.kvmtck.redirect.memory.ClientMemory;
import io.github.kvmtck.redirect.notify.Listener;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/** The processes under the filter, by their threads, as far as they have made a caught call. */
final class Clients implements AutoCloseable {
  /** The thread that starts the client is under the filter too. */
  private static final int OWN = (int) ProcessHandle.current().pid();

  private final Kernel kernel;
  private final Listener listener;
  private final OpenFiles files;
  private final Watcher watcher;
  private final Trace trace;
  private final IntUnaryOperator statusOf;
  private final Runnable onEmpty;
  private final Map<Integer, ClientTask> byThread = new ConcurrentHashMap<>();
  private final Map<Integer, Entry> byProcess = new ConcurrentHashMap<>();

  /**
   * One process id.
   *
   * @param pidfd readable when it has ended
   * @param exec what the program was when an exec began; null where none is under way
   */
  private record Entry(ClientProcess process, int pidfd, @Nullable String exec) {}

  /**
   * The clients of one kernel.
   *
   * @param statusOf the exit status of a process that has ended
   * @param onEmpty runs when the last one that is known has ended
   */
  Clients(
      Kernel kernel,
      Listener listener,
      OpenFiles files,
      Watcher watcher,
      Trace trace,
      IntUnaryOperator statusOf,
      Runnable onEmpty) {
    this.kernel = kernel;
    this.listener = listener;
    this.files = files;
    this.watcher = watcher;
    this.trace = trace;
    this.statusOf = statusOf;
    this.onEmpty = onEmpty;
  }

  /** The task of a thread; null where it is gone. */
  @Nullable ClientTask task(int tid) {
    ClientTask known = byThread.get(tid);
    Entry its = known == null ? null : byProcess.get(known.process().pid());
    if (known != null && its != null) {
      return its.exec == null ? known : afterExec(its, tid);
    }
    OptionalInt pid = ProcFiles.status(tid, "Tgid");
    if (pid.isEmpty() || pid.getAsInt() == OWN) {
      return null;
    }
    Entry entry = byProcess.get(pid.getAsInt());
    if (entry == null) {
      return adopt(pid.getAsInt()) ? task(tid) : null;
    }
    ClientTask task = entry.process.task(tid);
    byThread.put(tid, task);
    return task;
  }

  /** A process is known from now on; false where it is gone. */
  synchronized boolean adopt(int pid) {
    if (byProcess.containsKey(pid)) {
      return true;
    }
    int pidfd = Syscalls.pidfdOpen(pid);
    if (Returned.failed(pidfd)) {
      return false;
    }
    int parent = ProcFiles.status(pid, "PPid").orElse(0);
    Entry from = byProcess.get(parent);
    ClientMemory memory = new ClientMemory(pid);
    Recorder recorder =
        from == null ? new Recorder(memory, trace) : from.process.recorder().fork(memory);
    byProcess.put(pid, new Entry(process(pid, memory, recorder), pidfd, null));
    trace.note(at -> new Note.ProcessStarted(at, pid, parent, ProcFiles.command(pid)));
    watcher.watch(pidfd, () -> ended(pid));
    return true;
  }

  private ClientProcess process(int pid, ClientMemory memory, Recorder recorder) {
    int pidfd = Syscalls.pidfdOpen(pid);
    HostEvents events = new HostEvents(watcher, pid, pidfd);
    return new ClientProcess(pid, kernel, listener, files, events, recorder, memory);
  }

  /** A thread is about to exec, which may fail. Who did nothing before it is known after it. */
  void execs(int tid) {
    int pid = ProcFiles.status(tid, "Tgid").orElse(0);
    String image = ProcFiles.image(pid);
    byProcess.computeIfPresent(pid, (same, entry) -> new Entry(entry.process, entry.pidfd, image));
  }

  /** The first call after an exec, or after its failure. */
  private @Nullable ClientTask afterExec(Entry entry, int tid) {
    int pid = entry.process.pid();
    if (ProcFiles.image(pid).equals(entry.exec)) {
      byProcess.put(pid, new Entry(entry.process, entry.pidfd, null));
      return task(tid);
    }
    entry.process.close();
    forget(entry.process);
    ClientMemory memory = new ClientMemory(pid);
    Recorder recorder = entry.process.recorder().fork(memory);
    byProcess.put(pid, new Entry(process(pid, memory, recorder), entry.pidfd, null));
    trace.note(at -> new Note.ProcessStarted(at, pid, pid, ProcFiles.command(pid)));
    return task(tid);
  }

  private void forget(ClientProcess gone) {
    byThread.values().removeIf(task -> task.process() == gone);
  }

  private void ended(int pid) {
    Entry entry = byProcess.remove(pid);
    if (entry != null) {
      watcher.forget(entry.pidfd);
      int status = statusOf.applyAsInt(pid);
      int unused = Unistd.close(entry.pidfd);
      entry.process.close();
      forget(entry.process);
      trace.note(at -> new Note.ProcessEnded(at, pid, status));
      if (byProcess.isEmpty()) {
        onEmpty.run();
      }
    }
  }

  /** The processes that are known and have not ended. */
  Iterable<Integer> running() {
    return byProcess.keySet();
  }

  @Override
  public void close() {
    byProcess.keySet().forEach(this::ended);
  }
}
