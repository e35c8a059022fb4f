package io.github.kvmtck.observe;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.linux.Fcntl;
import io.github.kvmtck.linux.Returned;
import io.github.kvmtck.linux.Spawn;
import io.github.kvmtck.linux.Stat;
import io.github.kvmtck.linux.Unistd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A child that waits, before it executes its program, until it is traced. It is born as vfork(2)
 * does it, so the thread that starts it waits too: one of its own, whose name the child has until
 * it executes, and is known by.
 */
final class Launch implements AutoCloseable {
  private static final AtomicInteger NUMBERS = new AtomicInteger();

  private final Path gate;
  private final CompletableFuture<Integer> spawned = new CompletableFuture<>();
  private final String name = "kvmtck-" + NUMBERS.incrementAndGet();
  private final Thread starter;
  private int released = -1;

  private Launch(Command command) throws IOException {
    gate = Files.createTempDirectory("kvm-tck").resolve("gate");
    Returned.required("mkfifo", Stat.mkfifo(gate));
    Spawn.Program program =
        new Spawn.Program(
            command.argv(), command.environment(), command.folder(), command.standard(), true);
    starter =
        Thread.ofPlatform()
            .daemon()
            .name(name)
            .start(() -> {
              try {
                spawned.complete(Spawn.spawn(program, Optional.of(gate)));
              } catch (Throwable e) {
                spawned.completeExceptionally(e);
              }
            });
  }

  static Launch of(Command command) throws IOException {
    return new Launch(command);
  }

  /**
   * The child that waits.
   *
   * @throws CannotObserve where there is none
   */
  int child() throws CannotObserve {
    while (!spawned.isDone()) {
      Optional<Integer> child =
          ProcessHandle.current()
              .children()
              .map(process -> (int) process.pid())
              .filter(pid -> ProcFiles.name(pid).equals(name))
              .findFirst();
      if (child.isPresent()) {
        return child.get();
      }
      Thread.onSpinWait();
    }
    throw refusal(spawned.join());
  }

  /** Lets the child execute its program. */
  void release() {
    // For both: then the open waits for nobody.
    released =
        (int)
            Returned.required(
                gate.toString(), Fcntl.open(gate.toString(), Fcntl.O_RDWR | Fcntl.O_CLOEXEC));
  }

  /** Why the program could not be executed; empty where it was. */
  Optional<CannotObserve> refused(String program) {
    int pid = spawned.join();
    return Returned.failed(pid) ? Optional.of(refusal(program, pid)) : Optional.empty();
  }

  private static CannotObserve refusal(int returned) {
    return new CannotObserve("No process can be started here: " + Returned.errno(returned) + ".");
  }

  private static CannotObserve refusal(String program, int returned) {
    Errno errno = Returned.errno(returned);
    return new CannotObserve(
        switch (errno) {
          case ENOENT -> "There is no program " + program + ": check its name and PATH.";
          case EACCES -> program + " may not be executed: check its permissions.";
          default -> program + " can't be executed: " + errno + ".";
        });
  }

  @Override
  public void close() throws IOException {
    if (released < 0) {
      release();
    }
    try {
      starter.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Unistd.close(released);
    Files.delete(gate);
    Files.delete(gate.getParent());
  }
}
