package io.github.kvmtck.observe;

import io.github.kvmtck.api.events.Recorder;
import io.github.kvmtck.api.events.Trace;
import io.github.kvmtck.linux.Platform;
import io.github.kvmtck.linux.Ptrace;
import io.github.kvmtck.linux.Returned;
import io.github.kvmtck.linux.Signal;
import io.github.kvmtck.linux.Syscalls;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** A client that runs on its own and is watched. */
public final class Observation {
  /**
   * Ends a wait of the thread that watches. Nobody else has it: the kernel backend's clients may
   * use up to 61, the JVM 62, and the backend itself 64.
   */
  private static final int WAKE = 63;

  private static final int SIGKILL = 9;

  private final Thread watcher;
  private final CompletableFuture<Integer> watcherTid = new CompletableFuture<>();
  private final CompletableFuture<Integer> started = new CompletableFuture<>();
  private final CompletableFuture<Optional<Integer>> status = new CompletableFuture<>();
  private volatile boolean detaching;

  private Observation(Command command, Trace trace) {
    watcher =
        Thread.ofPlatform()
            .daemon()
            .name("observe " + command.argv().getFirst())
            .start(() -> watch(command, trace));
  }

  /**
   * Starts a client. Its arguments, environment, folder and standard descriptors are as the command
   * says, and it has no others; what it does, and how it ends, is its own.
   *
   * @param trace is told of what it and all processes that it starts do
   * @throws CannotObserve where it can't be started or traced
   */
  public static Observation of(Command command, Trace trace) throws CannotObserve {
    Optional<String> unavailable = Platform.unavailable();
    if (unavailable.isPresent()) {
      throw new CannotObserve(unavailable.get());
    }
    Signal.action(WAKE, Signal.Disposition.harmless());
    Observation observation = new Observation(command, trace);
    try {
      observation.started.join();
      return observation;
    } catch (CompletionException e) {
      if (e.getCause() instanceof CannotObserve refusal) {
        throw refusal;
      }
      throw e;
    }
  }

  /** All of it is done by one thread, because all ptrace calls about a task must be. */
  private void watch(Command command, Trace trace) {
    Stops stops = new Stops(trace);
    try {
      watcherTid.complete(Syscalls.gettid());
      int pid = start(command, trace, stops);
      started.complete(pid);
      stops.handle(() -> detaching);
      status.complete(stops.status(pid));
    } catch (Throwable e) {
      started.completeExceptionally(e);
      status.completeExceptionally(e);
    } finally {
      stops.close();
    }
  }

  private static int start(Command command, Trace trace, Stops stops)
      throws CannotObserve, IOException {
    try (Launch launch = Launch.of(command)) {
      int pid = launch.child();
      int seized = Ptrace.seize(pid, Stops.OPTIONS);
      if (Returned.failed(seized)) {
        Signal.kill(pid, SIGKILL);
        throw Refusal.of(Returned.errno(seized));
      }
      ForeignMemory memory = new ForeignMemory(pid);
      int parent = (int) ProcessHandle.current().pid();
      Client client = new Client(pid, parent, memory, new Recorder(memory, trace));
      stops.add(new Task(pid, client));
      launch.release();
      Optional<CannotObserve> refused = launch.refused(command.argv().getFirst());
      if (refused.isPresent()) {
        throw refused.get();
      }
      return pid;
    }
  }

  /** The client's pid. */
  public int pid() {
    return started.join();
  }

  /**
   * Waits until the client and all processes that it started have ended, or the watch has.
   *
   * @return the client's exit code, or 128 and the number of the signal that ended it; empty where
   *     it lives on
   * @throws IllegalStateException where the watch failed. The client was let go then
   */
  public Optional<Integer> waitFor() throws InterruptedException {
    letGo();
    try {
      return status.join();
    } catch (CompletionException e) {
      throw new IllegalStateException("The client is watched no more: " + e.getCause(), e);
    }
  }

  /** Ends the watch, and returns when it has ended. The client goes on untraced. */
  public void detach() throws InterruptedException {
    detaching = true;
    // A signal just before the wait is lost, so again.
    while (watcher.isAlive()) {
      wake(WAKE);
      watcher.join(10);
    }
    letGo();
  }

  /**
   * Waits until the thread that watches is gone for the kernel too: that is what detaches. A
   * PTRACE_DETACH would have to stop each task first, and that ends a KVM_RUN with EINTR.
   */
  private void letGo() throws InterruptedException {
    watcher.join();
    while (wake(0) == 0) {
      Thread.sleep(1);
    }
  }

  private int wake(int signal) {
    return Syscalls.tgkill((int) ProcessHandle.current().pid(), watcherTid.join(), signal);
  }
}
