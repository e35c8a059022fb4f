package io.github.kvmtck.linux;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** poll.h. */
public final class Poll {
  private static final MethodHandle POLL =
      Libc.function("poll", FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_INT));

  private Poll() {}

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
