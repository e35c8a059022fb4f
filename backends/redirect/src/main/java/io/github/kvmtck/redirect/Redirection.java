package io.github.kvmtck.redirect;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import io.github.kvmtck.api.Kernel;
import io.github.kvmtck.api.events.Trace;
import io.github.kvmtck.linux.Signal;
import io.github.kvmtck.linux.Wait;
import io.github.kvmtck.redirect.client.Server;
import io.github.kvmtck.redirect.file.Watcher;
import io.github.kvmtck.redirect.notify.Listener;
import io.github.kvmtck.redirect.notify.Spawner;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A program that runs on Linux and finds another KVM there: whatever it asks of /dev/kvm a {@link
 * Kernel} of this JVM answers. Nothing of the program is changed, and what it starts is served as
 * well.
 */
public final class Redirection implements AutoCloseable {
  private static final int SIGKILL = 9;
  private static final int SIGNALLED = 128;
  private static final int STATUS = 0x7f;

  private final int pid;
  private final Serving serving;

  private Redirection(int pid, Serving serving) {
    this.pid = pid;
    this.serving = serving;
  }

  /**
   * Starts a client and serves it until it ends.
   *
   * @param trace is told of what it calls
   * @throws IllegalStateException with one sentence, where Linux or this machine does not let us
   */
  public static Redirection serve(Command command, Kernel kernel, Trace trace) {
    Watcher watcher = new Watcher();
    CompletableFuture<Serving> serving = new CompletableFuture<>();
    try {
      Spawner spawner =
          Spawner.start(
              command.program(),
              listener -> serving.complete(new Serving(kernel, listener, watcher, trace)));
      serving.join().started(spawner);
      return new Redirection(spawner.pid(), serving.join());
    } catch (RuntimeException e) {
      if (!serving.isDone()) {
        watcher.close();
      }
      throw e;
    }
  }

  /** The thread that receives calls, and what it needs. */
  private static final class Serving {
    private final Listener listener;
    private final Watcher watcher;
    private final Server server;
    private final Thread thread;
    private final CompletableFuture<Spawner> spawner = new CompletableFuture<>();
    private final CompletableFuture<Integer> exit = new CompletableFuture<>();
    private final CompletableFuture<@Nullable Void> over = new CompletableFuture<>();

    Serving(Kernel kernel, Listener listener, Watcher watcher, Trace trace) {
      this.listener = listener;
      this.watcher = watcher;
      this.server = new Server(kernel, listener, watcher, trace, this::status, this::empty);
      this.thread = Thread.ofPlatform().daemon().name("redirect").start(this::run);
    }

    void started(Spawner by) {
      spawner.complete(by);
      server.adopt(by.pid());
    }

    private void run() {
      try {
        server.serve();
        server.close();
        watcher.close();
      } finally {
        over.complete(null);
      }
    }

    private void empty() {
      spawner.join().finish(listener);
    }

    /** The exit status of a process that has ended: of the client by wait, of others unknown. */
    private int status(int ended) {
      if (ended != spawner.join().pid()) {
        return 0;
      }
      int status = reap(ended);
      exit.complete(status);
      return status;
    }
  }

  private static int reap(int pid) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment status = arena.allocate(JAVA_INT);
      int unused = Wait.waitpid(pid, status, 0);
      int word = status.get(JAVA_INT, 0);
      int signal = word & STATUS;
      return signal == 0 ? word >>> Byte.SIZE & 0xff : SIGNALLED + signal;
    }
  }

  /** The client's process id. */
  public int pid() {
    return pid;
  }

  /**
   * Waits until the client has ended, and what it has started, and all of it is told.
   *
   * @return its exit status, or 128 and the number of a signal
   */
  public int waitFor() {
    serving.over.join();
    return serving.exit.join();
  }

  /**
   * How many calls failed with EINTR because a signal came before they were read, which KVM would
   * not have returned. Others of this kind were made again.
   */
  public long lost() {
    return serving.server.lost();
  }

  /** Ends the client, and what it has started, as SIGKILL does, and waits for that. */
  @Override
  public void close() {
    if (!serving.exit.isDone()) {
      int unused = Signal.kill(pid, SIGKILL);
    }
    for (int each : serving.server.running()) {
      int unused = Signal.kill(each, SIGKILL);
    }
    try {
      serving.thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
