package io.github.kvmtck.redirect.notify;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.linux.Fcntl;
import io.github.kvmtck.linux.Prctl;
import io.github.kvmtck.linux.Returned;
import io.github.kvmtck.linux.Seccomp;
import io.github.kvmtck.linux.Spawn;
import java.lang.foreign.Arena;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Starts a client under a filter. A filter is of a thread and of all that it starts, and cannot be
 * taken off, so a thread is given up for it; the JVM's others have none.
 *
 * <p>From the filter on that thread must load no class: it would wait for an answer with a lock
 * held that who answers may need. So all it does then it has done before, and it tells what it has
 * by plain fields.
 */
public final class Spawner {
  private static final int NOTHING = 0;

  private static final int DENIED = -Errno.EACCES.number();

  /** Opening or starting it fails. */
  private static final String CAUGHT = "/dev/null/none";

  private static final long POLL_NANOS = 200_000;

  private final Spawn.Program program;
  private volatile int listener = NOTHING;
  private volatile int pid = NOTHING;
  private volatile boolean finishing;
  private @Nullable Thread thread;

  private Spawner(Spawn.Program program) {
    this.program = program;
  }

  /**
   * Starts a program.
   *
   * @param onListener told before the program runs; calls of it wait until somebody receives them
   * @throws IllegalStateException with one sentence, where Linux refuses
   */
  public static Spawner start(Spawn.Program program, Consumer<Listener> onListener) {
    Spawner spawner = new Spawner(program);
    spawner.thread = Thread.ofPlatform().name("spawner").daemon().start(spawner::run);
    int fd = await(() -> spawner.listener);
    if (Returned.failed(fd)) {
      throw new IllegalStateException(refused(Returned.errno(fd)));
    }
    Listener listener = new Listener(fd);
    onListener.accept(listener);
    int pid = await(() -> spawner.pid);
    if (Returned.failed(pid)) {
      spawner.finish(listener);
      throw new IllegalStateException(
          "%s cannot be started: %s".formatted(program.command().getFirst(), Returned.errno(pid)));
    }
    return spawner;
  }

  /** The process id of what was started. */
  public int pid() {
    return pid;
  }

  /**
   * Ends {@link Listener#receive}. No client is left that could call, so the thread that started
   * them does.
   */
  public void finish(Listener of) {
    of.finish();
    finishing = true;
    LockSupport.unpark(thread);
  }

  private static int await(IntSupplier field) {
    int value = field.getAsInt();
    while (value == NOTHING) {
      LockSupport.parkNanos(POLL_NANOS);
      value = field.getAsInt();
    }
    return value;
  }

  private void run() {
    List<Seccomp.Instruction> filter = Filter.program();
    Spawn.Prepared client = rehearse(filter);
    int fd = Seccomp.listen(filter);
    if (fd == DENIED) {
      int unused = Prctl.noNewPrivileges();
      fd = Seccomp.listen(filter);
    }
    listener = fd;
    if (fd > NOTHING) {
      pid = client.start();
      rest();
    }
  }

  /** The same calls, so that they fail, and the program ready to start. */
  private Spawn.Prepared rehearse(List<Seccomp.Instruction> filter) {
    int unused = Seccomp.listen(List.of(filter.getFirst()));
    unused = Fcntl.open(CAUGHT, Fcntl.O_RDONLY);
    Arena arena = Arena.ofAuto();
    Spawn.Program none =
        new Spawn.Program(
            List.of(CAUGHT), program.environment(), program.folder(), program.descriptors(), true);
    unused = Spawn.prepare(none, arena).start();
    return Spawn.prepare(program, arena);
  }

  /**
   * The end of a thread gives its stack back, with calls that the filter catches, in a state in
   * which the JVM waits for it and nobody can answer. So it never ends.
   */
  @SuppressWarnings("InfiniteLoop")
  private void rest() {
    while (!finishing) {
      LockSupport.park(this);
    }
    int unused = Fcntl.open(CAUGHT, Fcntl.O_RDONLY);
    while (true) {
      LockSupport.park(this);
    }
  }

  private static String refused(Errno errno) {
    return switch (errno) {
      case EINVAL, ENOSYS ->
          "This kernel has no seccomp user notification that only fatal signals interrupt: Linux"
              + " 5.19 or newer is needed.";
      case EBUSY ->
          "This process runs under a seccomp listener already, and Linux allows one only: start it"
              + " outside the container or sandbox.";
      default -> "Linux refuses a seccomp filter with a listener: %s.".formatted(errno);
    };
  }
}
