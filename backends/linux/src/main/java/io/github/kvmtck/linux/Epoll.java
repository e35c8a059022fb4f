package io.github.kvmtck.linux;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** sys/epoll.h. */
public final class Epoll {
  public static final int EPOLL_CLOEXEC = 0x80000;

  private static final MethodHandle CREATE1 =
      Libc.function("epoll_create1", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
  private static final MethodHandle CTL =
      Libc.function(
          "epoll_ctl", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_LONG));

  private Epoll() {}

  /** epoll_create1(2). */
  public static int epollCreate1(int flags) {
    MemorySegment errno = Libc.errno();
    try {
      return Libc.returned((int) CREATE1.invokeExact(errno, flags), errno);
    } catch (Throwable e) {
      throw Libc.unexpected(e);
    }
  }

  /** epoll_ctl(2); {@code event} is the address of a struct epoll_event. */
  public static int epollCtl(int epfd, int op, int fd, long event) {
    MemorySegment errno = Libc.errno();
    try {
      return Libc.returned((int) CTL.invokeExact(errno, epfd, op, fd, event), errno);
    } catch (Throwable e) {
      throw Libc.unexpected(e);
    }
  }
}
