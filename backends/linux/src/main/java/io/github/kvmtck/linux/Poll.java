package io.github.kvmtck.linux;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** poll.h. */
public final class Poll {
  private static final MethodHandle POLL =
      Libc.function("poll", FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_INT));

  private static final short POLLOUT = 4;

  private Poll() {}

  /** Whether a write to one descriptor would not wait. */
  public static boolean writable(int fd) {
    return (now(fd, POLLOUT) & POLLOUT) != 0;
  }

  private static int now(int fd, short events) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment pollfd = arena.allocate(8, 8);
      pollfd.set(JAVA_INT, 0, fd);
      pollfd.set(JAVA_SHORT, 4, events);
      return poll(pollfd.address(), 1, 0) > 0 ? pollfd.get(JAVA_SHORT, 6) : 0;
    }
  }

  /** poll(2) on {@code count} struct pollfd at the address {@code fds}. */
  public static int poll(long fds, long count, int timeoutMillis) {
    MemorySegment errno = Libc.errno();
    try {
      return Libc.returned((int) POLL.invokeExact(errno, fds, count, timeoutMillis), errno);
    } catch (Throwable e) {
      throw Libc.unexpected(e);
    }
  }
}
