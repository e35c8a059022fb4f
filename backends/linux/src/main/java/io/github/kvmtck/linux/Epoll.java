package io.github.kvmtck.linux;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** sys/epoll.h. */
public final class Epoll {
  public static final int EPOLL_CLOEXEC = 0x80000;
  public static final int EPOLLIN = 1;
  public static final int EPOLLET = 1 << 31;
  public static final int EPOLL_CTL_ADD = 1;
  public static final int EPOLL_CTL_DEL = 2;

  /** sizeof(struct epoll_event) on x86-64. */
  public static final int EVENT_SIZE = 12;

  private static final MethodHandle CREATE1 =
      Libc.function("epoll_create1", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
  private static final MethodHandle CTL =
      Libc.function(
          "epoll_ctl", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_LONG));

  private static final MethodHandle WAIT =
      Libc.function(
          "epoll_wait", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT));

  private Epoll() {}

  /**
   * epoll_wait(2).
   *
   * @param events struct epoll_event, which is packed: {@link #EVENT_SIZE} bytes each
   */
  public static int epollWait(int epfd, MemorySegment events, int timeoutMillis) {
    MemorySegment errno = Libc.errno();
    int count = (int) (events.byteSize() / EVENT_SIZE);
    try {
      return Libc.returned(
          (int) WAIT.invokeExact(errno, epfd, events, count, timeoutMillis), errno);
    } catch (Throwable e) {
      throw Libc.unexpected(e);
    }
  }

  /** EPOLL_CTL_ADD of a descriptor, with itself as the data. */
  public static int add(int epfd, int fd, int events) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment event = arena.allocate(EVENT_SIZE, 4);
      event.set(JAVA_INT, 0, events);
      event.set(JAVA_INT, 4, fd);
      return epollCtl(epfd, EPOLL_CTL_ADD, fd, event.address());
    }
  }

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
