package io.github.kvmtck.redirect.notify;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.linux.Returned;
import io.github.kvmtck.linux.Seccomp;
import io.github.kvmtck.linux.Unistd;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Optional;

/**
 * The descriptor on which the caught calls of all filtered threads arrive, in the order in which
 * they were made.
 *
 * <p>Until a call is read any signal takes it back: its caller sees EINTR where the handler has no
 * SA_RESTART, or else makes it again. Linux numbers calls as they are made (seccomp_next_notify_id)
 * and gives the oldest one first, so each number that never comes is such a call.
 */
public final class Listener implements AutoCloseable {
  private final int fd;
  private long next;
  private long vanished;
  private volatile boolean finished;
  private final MemorySegment notif = Arena.ofAuto().allocate(Seccomp.NOTIF_SIZE, Long.BYTES);

  Listener(int fd) {
    this.fd = fd;
    // Linux before 6.6 knows no such flag, and answers as well without it.
    int unused = Seccomp.wakeSynchronously(fd);
  }

  /**
   * Waits for the next call; for one thread.
   *
   * @return empty after {@link #finish}
   */
  public Optional<Notification> receive() {
    while (true) {
      notif.fill((byte) 0);
      Errno errno = Returned.errno(Seccomp.receive(fd, notif));
      switch (errno) {
        case NONE -> {
          Notification call = Notification.of(notif, vanishedBefore(Notification.id(notif)));
          if (!finished) {
            return Optional.of(call);
          }
          proceed(call);
          return Optional.empty();
        }
        // ENOENT: a signal took the call back that this thread was woken for.
        case ENOENT, EINTR -> {}
        default -> {
          return Optional.empty();
        }
      }
    }
  }

  private long vanishedBefore(long id) {
    // The first number is drawn.
    vanished += next == 0 ? 0 : id - next;
    next = id + 1;
    return vanished;
  }

  /** The next call is the last one. */
  void finish() {
    finished = true;
  }

  /**
   * Answers a call.
   *
   * @return false where the caller is gone
   */
  public boolean answer(Notification to, Result result) {
    return send(to, result.failed() ? -result.errno().number() : result.value());
  }

  private boolean send(Notification to, long value) {
    return Seccomp.send(fd, to.id(), value) == 0;
  }

  /** Has Linux make the call itself. */
  public void proceed(Notification with) {
    int unused = Seccomp.proceed(fd, with.id());
  }

  /** Whether the caller still waits. */
  public boolean waiting(Notification of) {
    return Seccomp.waiting(fd, of.id());
  }

  /** Gives the caller a copy of a descriptor of ours. */
  public Result give(Notification to, int descriptor, int flags) {
    return Returned.result(Seccomp.give(fd, to.id(), descriptor, flags));
  }

  @Override
  public void close() {
    int unused = Unistd.close(fd);
  }
}
